import { describe, expect, it } from '@jest/globals';
import { inboundRequest } from '../kit/index.js';
import { facebook } from './facebook.receiver.js';

describe('facebook', () => {
  it('keeps what it does not know, by the name that Meta gives it', () => {
    const item = { sender: { id: 's' }, recipient: { id: 'r' }, timestamp: 1, carrier_pigeon: {} };
    const entry = { id: '1', time: 1, messaging: [item, { sender: { id: 's' } }], standby: [item] };
    const events = facebook.read(inboundRequest({}), { object: 'page', entry: [entry] }, {});
    expect(events).toMatchObject([
      { type: 'page.carrier_pigeon' },
      { type: 'page.messaging' },
      { type: 'page.standby' },
    ]);
  });

  it('makes one event of a request without entries', () => {
    expect(facebook.read(inboundRequest({}), { object: 'page' }, {})).toMatchObject({ type: undefined });
  });
});
