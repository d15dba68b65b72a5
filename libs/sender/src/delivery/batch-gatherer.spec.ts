import { describe, expect, it } from '@jest/globals';
import { BatchGatherer } from './batch-gatherer.js';

describe('BatchGatherer', () => {
  const sent = (): {
    readonly batches: (readonly number[])[];
    readonly send: (items: readonly number[]) => Promise<readonly number[]>;
  } => {
    const batches: (readonly number[])[] = [];
    return {
      batches,
      send: (items) => {
        batches.push(items);
        return Promise.resolve(items.map((item) => item * 10));
      },
    };
  };

  it('sends as soon as there are enough items, and the rest when its time is up', async () => {
    const { batches, send } = sent();
    const gatherer = new BatchGatherer<number, number>();
    const policy = { maxEvents: 3, maxWaitMs: 20 };
    const results = await Promise.all([1, 2, 3, 4].map((n) => gatherer.join('a', n, policy, send)));
    expect(batches).toEqual([[1, 2, 3], [4]]);
    expect(results).toEqual([10, 20, 30, 40]);
  });

  it('keeps keys apart', async () => {
    const { batches, send } = sent();
    const gatherer = new BatchGatherer<number, number>();
    const policy = { maxEvents: 2, maxWaitMs: 5 };
    await Promise.all([gatherer.join('a', 1, policy, send), gatherer.join('b', 2, policy, send)]);
    expect(batches).toEqual([[1], [2]]);
  });

  it('lets nobody wait any more when it is hurried', async () => {
    const { batches, send } = sent();
    const gatherer = new BatchGatherer<number, number>();
    const policy = { maxEvents: 9, maxWaitMs: 60_000 };
    const waiting = [gatherer.join('a', 1, policy, send), gatherer.join('a', 2, policy, send)];
    gatherer.hurry();
    expect(await Promise.all(waiting)).toEqual([10, 20]);
    expect(await gatherer.join('a', 3, policy, send)).toBe(30);
    expect(batches).toEqual([[1, 2], [3]]);
  });

  it('fails who got no result, and nobody else', async () => {
    const gatherer = new BatchGatherer<number, number>();
    const policy = { maxEvents: 2, maxWaitMs: 5 };
    const send = (): Promise<readonly number[]> => Promise.resolve([1]);
    const both = await Promise.allSettled([gatherer.join('a', 1, policy, send), gatherer.join('a', 2, policy, send)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('fails all of a batch whose sending fails, and none of the next', async () => {
    const gatherer = new BatchGatherer<number, number>();
    const policy = { maxEvents: 2, maxWaitMs: 5 };
    const fail = (): Promise<readonly number[]> => Promise.reject(new Error('away'));
    const both = await Promise.allSettled([gatherer.join('a', 1, policy, fail), gatherer.join('a', 2, policy, fail)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await gatherer.join('a', 3, policy, sent().send)).toBe(30);
  });
});
