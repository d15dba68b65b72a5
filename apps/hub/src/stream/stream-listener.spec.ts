import { describe, expect, it } from '@jest/globals';
import type { StreamItem } from './stream-item.js';
import { StreamListener } from './stream-listener.js';
import { readPosition, writePosition } from './stream-position.js';

const START = { event: 1_000, delivery: 1_000, rejection: 1_000, subscription: 5 };

function item(kind: StreamItem['kind'], subject: string, place = 2_000): StreamItem {
  return {
    kind,
    subject,
    version: '',
    tenant: 'default',
    type: null,
    source: null,
    consumer: null,
    place,
    json: JSON.stringify(subject),
    maskedJson: JSON.stringify(`masked ${subject}`),
  };
}

function listening({ seesQueries = true } = {}): {
  listener: StreamListener;
  sent: { id: string; event: string; data: unknown }[];
  state: { isBusy: boolean; now: number; beats: number; ended: boolean };
} {
  const sent: { id: string; event: string; data: unknown }[] = [];
  const state = { isBusy: false, now: 0, beats: 0, ended: false };
  const connection = {
    seesQueries,
    get isBusy() {
      return state.isBusy;
    },
    send: ({ json, ...rest }: { id: string; event: string; json: string }) => {
      sent.push({ ...rest, data: JSON.parse(json) });
    },
    beat: () => {
      state.beats += 1;
    },
    end: () => {
      state.ended = true;
    },
    cut: () => undefined,
  };
  return {
    listener: new StreamListener(
      '*',
      () => true,
      connection,
      START,
      () => state.now,
    ),
    sent,
    state,
  };
}

describe('StreamListener', () => {
  it('tells a client that may not see the queries of URLs what was written without them', () => {
    const { listener, sent } = listening({ seesQueries: false });
    listener.offer([item('delivery', 'a')]);
    listener.flush();
    expect(sent).toMatchObject([{ event: 'delivery', data: { data: ['masked a'] } }]);
  });

  it('sends what is new at once, and the next message a quarter of a second later', () => {
    const { listener, sent, state } = listening();
    listener.offer([item('event', 'a')]);
    listener.flush();
    listener.offer([item('event', 'b')]);
    state.now = 249;
    listener.flush();
    expect(sent.map(({ data }) => data)).toEqual([{ data: ['a'], omitted: 0 }]);
    state.now = 250;
    listener.flush();
    expect(sent.map(({ data }) => data)).toEqual([
      { data: ['a'], omitted: 0 },
      { data: ['b'], omitted: 0 },
    ]);
  });

  it('gives each kind its turn', () => {
    const { listener, sent, state } = listening();
    for (let turn = 0; turn < 6; turn += 1) {
      listener.offer([item('event', `e${String(turn)}`), item('rejection', `r${String(turn)}`)]);
      state.now += 250;
      listener.flush();
    }
    expect(sent.map(({ event }) => event)).toEqual(['event', 'rejection', 'event', 'rejection', 'event', 'rejection']);
  });

  it('tells a delivery that changed twice by its last state', () => {
    const { listener, sent } = listening();
    listener.offer([{ ...item('delivery', 'd'), json: '"pending"' }]);
    listener.offer([{ ...item('delivery', 'd'), json: '"delivered"' }]);
    listener.flush();
    expect(sent[0]?.data).toEqual({ data: ['delivered'], omitted: 0 });
  });

  it('has a position that grows with what was told, kind by kind', () => {
    const { listener, sent } = listening();
    listener.offer([item('event', 'a', 7_000), item('delivery', 'd', 9_000)]);
    listener.flush();
    expect(readPosition(sent[0]?.id)).toEqual({ ...START, event: 7_000 });
  });

  it('keeps a hundred for a client that does not read, and no bytes', () => {
    const { listener, sent, state } = listening();
    state.isBusy = true;
    listener.offer(Array.from({ length: 250 }, (_, index) => item('event', String(index))));
    listener.flush();
    expect(sent).toEqual([]);
    state.isBusy = false;
    listener.flush();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.data).toMatchObject({ omitted: 150 });
    expect(sent[0]?.data).toHaveProperty('data.0', '150');
  });

  it('dismisses a client that reads nothing for half a minute, with an id to go on from', () => {
    const { listener, sent, state } = listening();
    state.isBusy = true;
    expect(listener.flush()).toBe(true);
    state.now = 30_000;
    expect(listener.flush()).toBe(false);
    expect(sent).toEqual([{ id: writePosition(START), event: 'end', data: { reason: 'slow_reader' } }]);
    expect(state.ended).toBe(true);
  });

  it('lets a client come again from where it began, when what it had missed could not be read', () => {
    const { listener, sent } = listening();
    listener.offer([item('event', 'new', 9_000)]);
    listener.flush();
    listener.rewind(START);
    listener.dismiss('unavailable');
    expect(sent.at(-1)).toEqual({ id: writePosition(START), event: 'end', data: { reason: 'unavailable' } });
  });

  it('beats after fifteen silent seconds', () => {
    const { listener, state } = listening();
    state.now = 14_999;
    listener.flush();
    expect(state.beats).toBe(0);
    state.now = 15_000;
    listener.flush();
    expect(state.beats).toBe(1);
  });
});

describe('a position', () => {
  it('is read as it was written', () => {
    expect(readPosition(writePosition(START))).toEqual(START);
  });

  it.each(['', 'x', '1.2.3', '1.2.3.4.5', 'zzzzzzzzzzz.1.1.1', "1.1.1.1'"])('is nothing when it is %j', (text) => {
    expect(readPosition(text)).toBeNull();
  });
});
