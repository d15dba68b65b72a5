import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { twitch } from './twitch.receiver.js';

const NOW = 1_760_000_000_000;

function inspect(messageType: string, payload: unknown) {
  const request = inboundRequest({
    headers: {
      'content-type': 'application/json',
      'twitch-eventsub-message-id': 'm-1',
      'twitch-eventsub-message-type': messageType,
    },
    body: JSON.stringify(payload),
  });
  const signed = twitch.verify.sign(request, 's3cret', { now: NOW, options: {}, publicUrl: '' });
  return inspectRequest(twitch, { secrets: ['s3cret'], options: {} }, signed, NOW);
}

describe('twitch', () => {
  it('does not go by the header, which anyone could change on a captured message', async () => {
    const follow = { subscription: { type: 'channel.follow' }, event: { user_name: 'ada' }, challenge: 'x' };
    for (const claimed of ['notification', 'revocation', 'webhook_callback_verification'])
      expect(await inspect(claimed, follow)).toMatchObject({
        handshake: null,
        events: [{ type: 'twitch.channel.follow' }],
      });
  });

  it('names a batch by its subscription', async () => {
    const grants = { subscription: { type: 'drop.entitlement.grant' }, events: [{ id: '1' }] };
    expect((await inspect('notification', grants)).events[0]?.type).toBe('twitch.drop.entitlement.grant');
  });
});
