import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, type Inspection } from '../kit/index.js';
import { eventGrid } from './event-grid.receiver.js';

const settings = { secrets: ['s3cret'], hasSecret: true, options: {} };

function ask(headers: Record<string, string>, url = '/x', method = 'OPTIONS'): Promise<Inspection> {
  return inspectRequest(eventGrid, settings, inboundRequest({ method, url, headers }), 0);
}

describe('event-grid', () => {
  it('allows the origin that asks, and the rate that it asks for', () => {
    const answer = eventGrid.unsignedHandshakes[0]?.answer(
      inboundRequest({
        method: 'OPTIONS',
        headers: { 'webhook-request-origin': 'eventgrid.azure.net', 'webhook-request-rate': '120' },
      }),
      { ...settings, now: 0, publicUrl: '' },
    );
    expect(answer).toEqual({
      status: 200,
      headers: { 'webhook-allowed-origin': 'eventgrid.azure.net', 'webhook-allowed-rate': '120' },
    });
  });

  it.each([
    ['without an origin', {}, '/x', 'OPTIONS'],
    ['an origin that is no host', { 'webhook-request-origin': 'a b' }, '/x', 'OPTIONS'],
    ['a wrong code', { 'webhook-request-origin': 'eventgrid.azure.net' }, '/x?code=wrong', 'OPTIONS'],
    ['another method', { 'webhook-request-origin': 'eventgrid.azure.net' }, '/x', 'POST'],
  ])('takes nothing else for that question: %s', async (_what, headers, url, method) => {
    expect(await ask(headers, url, method)).toMatchObject({ ok: false, code: 'signature_invalid' });
  });
});
