import { describe, expect, it } from '@jest/globals';
import { inboundRequest } from '../kit/index.js';
import { instagram } from './instagram.receiver.js';

describe('instagram', () => {
  it('keeps what it does not know, by the name that Meta gives it', () => {
    const item = { sender: { id: 's' }, recipient: { id: 'r' }, timestamp: 1, story_poll: {} };
    const entry = { id: '1', time: 1, messaging: [item, { sender: { id: 's' } }], standby: [item] };
    const events = instagram.read(inboundRequest({}), { object: 'instagram', entry: [entry] }, {});
    expect(events).toMatchObject([{ type: 'story_poll' }, { type: 'messaging' }, { type: 'standby' }]);
  });

  it('makes one event of a request without entries', () => {
    expect(instagram.read(inboundRequest({}), { object: 'instagram' }, {})).toMatchObject({ type: undefined });
  });
});
