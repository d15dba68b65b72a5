import { describe, expect, it } from '@jest/globals';
import { RecentEvents, type KnownEvent } from './recent-events.js';

const BATCH_BYTES = 10_000;

function event(uuid: string): KnownEvent {
  const at = new Date(0);
  const head = {
    id: `evt_${uuid}`,
    tenant: 'default',
    provider: null,
    source: '/test',
    type: 'a.b',
    subject: null,
    time: at,
    receivedAt: at,
    datacontenttype: 'application/json',
    traceparent: '',
    cause: null,
    depth: 0,
  };
  return { uuid, head, data: Buffer.from('{}'), dataSize: 2, dataId: uuid };
}

describe('RecentEvents', () => {
  it('gives back what was kept, and nothing for what was not', () => {
    const events = new RecentEvents(BATCH_BYTES * 2);
    events.keep(BATCH_BYTES, [event('a')]);
    expect(events.get('a')).toEqual(event('a'));
    expect(events.get('b')).toBeUndefined();
  });

  it('forgets the oldest batch when there is more than it may hold', () => {
    const events = new RecentEvents(BATCH_BYTES * 2.5);
    for (const uuid of ['a', 'b', 'c']) events.keep(BATCH_BYTES, [event(uuid)]);
    expect(['a', 'b', 'c'].map((uuid) => events.get(uuid) !== undefined)).toEqual([false, true, true]);
  });

  it('counts the whole batch and the events beside it, for all of that is held', () => {
    const events = new RecentEvents(BATCH_BYTES);
    events.keep(BATCH_BYTES, [event('a')]);
    expect(events.get('a')).toBeUndefined();
  });
});
