import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, type Inspection } from '../kit/index.js';
import { aspnetCustom } from './aspnet-custom.receiver.js';

const settings = { secrets: ['s3cret'], options: {} };
const context = { now: 0, options: {}, publicUrl: '' };

function inspectSigned(payload: unknown): Promise<Inspection> {
  const headers = { 'content-type': 'application/json' };
  const request = inboundRequest({ headers, body: JSON.stringify(payload) });
  return inspectRequest(aspnetCustom, settings, aspnetCustom.verify.sign(request, 's3cret', context), 0);
}

describe('aspnet-custom', () => {
  it('gives each notification the delivery that it came with', async () => {
    const { events } = await inspectSigned({
      Id: 'd',
      Attempt: 1,
      Properties: { p: 'v' },
      Notifications: [{ Action: 'a' }, { Action: 'b', n: 1 }],
    });
    expect(events.map(({ data }) => data)).toEqual([
      { Id: 'd', Attempt: 1, Properties: { p: 'v' }, Notifications: [{ Action: 'a' }] },
      { Id: 'd', Attempt: 1, Properties: { p: 'v' }, Notifications: [{ Action: 'b', n: 1 }] },
    ]);
  });

  it('keeps the named notifications of a batch, and the nameless one too', async () => {
    const { events } = await inspectSigned({ Id: 'd', Notifications: [{ Action: 'a1' }, {}, 'text'] });
    expect(events.map(({ type }) => type)).toEqual([
      'aspnet-custom.a1',
      'aspnet-custom.unknown',
      'aspnet-custom.unknown',
    ]);
  });

  it.each([{ Id: 'd' }, { Id: 'd', Notifications: 7 }])(
    'refuses a delivery without notifications: %j',
    async (payload) => {
      expect(await inspectSigned(payload)).toMatchObject({ isGenuine: true, code: 'malformed_body' });
    },
  );

  it.each(['/x', '/x?echo=', '/x?echo=%3Cscript%3E', `/x?echo=${'a'.repeat(129)}`])(
    'echoes nothing but a token: %s',
    async (url) => {
      expect(await inspectRequest(aspnetCustom, settings, inboundRequest({ method: 'GET', url }), 0)).toMatchObject({
        code: 'signature_invalid',
      });
    },
  );
});
