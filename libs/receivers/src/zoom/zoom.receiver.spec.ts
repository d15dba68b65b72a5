import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { zoom } from './zoom.receiver.js';

const NOW = 1_760_000_000_000;
const settings = { secrets: ['s3cret'], options: {} };

function inspectValidation(plainToken: unknown) {
  const request = inboundRequest({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event: 'endpoint.url_validation', payload: { plainToken } }),
  });
  const signed = zoom.verify.sign(request, 's3cret', { now: NOW, options: {}, publicUrl: '' });
  return inspectRequest(zoom, settings, signed, NOW);
}

describe('the URL validation of Zoom', () => {
  it('is answered only when Zoom signed it', async () => {
    expect((await inspectValidation('qgg8vlvZRS6UYooatFL8Aw')).handshake?.status).toBe(200);
    const unsigned = inboundRequest({
      headers: { 'content-type': 'application/json' },
      body: '{"event":"endpoint.url_validation","payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"}}',
    });
    expect(await inspectRequest(zoom, settings, unsigned, NOW)).toMatchObject({ code: 'signature_invalid' });
  });

  it.each(['v0:1760000000:{}', '', 'a'.repeat(129), '{"event":"meeting.started"}', 7])(
    'signs nothing that could pass for an event: %s',
    async (plainToken) => {
      const inspection = await inspectValidation(plainToken);
      expect(inspection.handshake).toBeNull();
      expect(inspection.events[0]?.type).toBe('zoom.endpoint.url_validation');
    },
  );
});
