import { beforeEach, describe, expect, it } from '@jest/globals';
import { FairQueue } from './fair-queue.js';
import { KilledCode } from './killed-code.js';

interface Item {
  readonly queueKey: { readonly tenant: string; readonly name: string };
  readonly n: number;
}

const item = (tenant: string, name: string, n = 0): Item => ({ queueKey: { tenant, name }, n });

describe('the queue of the sandbox', () => {
  let queue: FairQueue<Item>;

  beforeEach(() => {
    queue = new FairQueue<Item>({ inAll: 6, perQueue: 4 });
  });

  /** Serves one, which takes its time. */
  function serve(ms = 1): string | null {
    const next = queue.next();
    if (next === null) return null;
    queue.charge(next.queueKey, ms);
    return `${next.queueKey.tenant}/${next.queueKey.name}/${String(next.n)}`;
  }

  it('gives the subscriptions of a tenant turns, each in its order', () => {
    for (const one of [item('a', 'x', 1), item('a', 'x', 2), item('a', 'x', 3), item('a', 'y', 1)]) queue.push(one);
    expect([serve(), serve(), serve(), serve(), serve()]).toEqual(['a/x/1', 'a/y/1', 'a/x/2', 'a/x/3', null]);
    expect(queue.isEmpty).toBe(true);
  });

  it('gives tenants the same time, not the same number of turns, however many subscriptions they have', () => {
    for (const n of [1, 2, 3]) queue.push(item('slow', String(n)));
    for (const n of [1, 2, 3]) queue.push(item('quick', 'x', n));
    expect([serve(1_000), serve(), serve(), serve(), serve(1_000)]).toEqual([
      'slow/1/0',
      'quick/x/1',
      'quick/x/2',
      'quick/x/3',
      'slow/2/0',
    ]);
  });

  it('owes nothing to a tenant for the time in which it had nothing to do', () => {
    for (const n of [1, 2, 3]) {
      queue.push(item('a', 'x', n));
      serve(100);
    }
    queue.push(item('a', 'x', 4));
    for (const n of [1, 2, 3]) queue.push(item('b', 'x', n));
    expect([serve(150), serve(150), serve(150)].sort()).toEqual(['a/x/4', 'b/x/1', 'b/x/2']);
  });

  it('refuses a subscription more than its places', () => {
    for (const n of [1, 2, 3, 4]) expect(queue.push(item('a', 'x', n))).toBeNull();
    const fifth = item('a', 'x', 5);
    expect(queue.push(fifth)).toBe(fifth);
  });

  it('takes a place from the tenant that has the most, when there is none left', () => {
    const all = [
      item('a', 'x', 1),
      item('a', 'y', 1),
      item('a', 'y', 2),
      item('a', 'z', 1),
      item('b', 'x', 1),
      item('b', 'x', 2),
    ];
    for (const one of all) queue.push(one);
    const late = item('c', 'x');
    expect(queue.push(late)).toBe(all[2]);
    expect(queue.empty()).toHaveLength(6);
  });

  it('forgets what was removed', () => {
    const one = item('a', 'x');
    queue.push(one);
    queue.remove(one);
    queue.remove(one);
    expect([queue.isEmpty, queue.next()]).toEqual([true, null]);
  });
});

describe('code that had to be killed', () => {
  it('rests for half a minute, twice as long each time, ten minutes at most, and is forgiven', () => {
    let now = 0;
    const killed = new KilledCode(() => now);
    const rests: number[] = [];
    for (let n = 0; n < 7; n++) {
      killed.note('a');
      rests.push(killed.restsMs('a') / 1_000);
      now += killed.restsMs('a');
    }
    expect(rests).toEqual([30, 60, 120, 240, 480, 600, 600]);
    expect([killed.restsMs('a'), killed.restsMs('b')]).toEqual([0, 0]);
    now += 600_001;
    killed.note('a');
    expect(killed.restsMs('a')).toBe(30_000);
  });
});
