import { describe, expect, it } from '@jest/globals';
import { inboundRequest } from '../kit/index.js';
import { vonage } from './vonage.receiver.js';
import type { ReadEvent } from '../kit/index.js';

function read(payload: object): ReadEvent {
  return vonage.read(inboundRequest({}), payload, {}) as ReadEvent;
}

describe('vonage', () => {
  it('has the message for an id, and takes each of its states for an event of its own', () => {
    const events = ['submitted', 'delivered', 'read'].map((status) =>
      read({ message_uuid: 'm-1', status, timestamp: 't' }),
    );
    expect(events.map(({ id }) => id)).toEqual(['m-1', 'm-1', 'm-1']);
    expect(new Set(events.map(({ scope }) => scope)).size).toBe(3);
  });

  it('reads each status of a call as an event of its own, and an inbound message as one', () => {
    const said = [
      { uuid: 'c-1', dtmf: '1' },
      { uuid: 'c-1', dtmf: '2' },
    ].map(read);
    expect(said.map(({ id }) => id)).toEqual(['c-1', 'c-1']);
    expect(new Set(said.map(({ scope }) => scope)).size).toBe(2);
    expect(read({ message_uuid: 'm-2', text: 'hi' })).toMatchObject({ id: 'm-2', scope: undefined });
  });
});
