import { describe, expect, it } from '@jest/globals';
import { GroupCommit, type GroupCommitOptions } from './group-commit.js';

const OPTIONS: Omit<GroupCommitOptions<number, number>, 'commit'> = {
  sizeOf: () => 10,
  maxInFlight: 1,
  maxBatchItems: 4,
  maxBatchBytes: 1_000,
  maxWaitingItems: 100,
  maxWaitingBytes: 10_000,
  isolatesFailure: () => true,
};

describe('GroupCommit', () => {
  it('lets calls that come together share a commit', async () => {
    const batches: number[][] = [];
    const group = new GroupCommit<number, number>({
      ...OPTIONS,
      commit: (items) => {
        batches.push([...items]);
        return Promise.resolve(items.map((item) => item * 2));
      },
    });
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map((item) => group.add(item)))).toEqual([2, 4, 6, 8, 10, 12]);
    expect(batches).toEqual([
      [1, 2, 3, 4],
      [5, 6],
    ]);
  });

  it('keeps a batch below its bytes, and lets one that is larger go alone', async () => {
    const batches: number[][] = [];
    const group = new GroupCommit<number, number>({
      ...OPTIONS,
      sizeOf: (item) => item,
      maxBatchBytes: 10,
      commit: (items) => {
        batches.push([...items]);
        return Promise.resolve(items);
      },
    });
    await Promise.all([4, 4, 4, 50, 1].map((item) => group.add(item)));
    expect(batches).toEqual([[4, 4], [4], [50], [1]]);
  });

  it('fails the bad item alone when a batch fails', async () => {
    const group = new GroupCommit<number, number>({
      ...OPTIONS,
      commit: (items) => (items.includes(3) ? Promise.reject(new Error('three')) : Promise.resolve(items)),
    });
    const results = await Promise.allSettled([1, 2, 3, 4].map((item) => group.add(item)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('fails all of a batch at once when the database is away', async () => {
    let commits = 0;
    const group = new GroupCommit<number, number>({
      ...OPTIONS,
      isolatesFailure: () => false,
      commit: () => {
        commits++;
        return Promise.reject(new Error('away'));
      },
    });
    const results = await Promise.allSettled([1, 2, 3].map((item) => group.add(item)));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(commits).toBe(1);
  });

  it('refuses what it has no room for, and takes more when there is room again', async () => {
    let finish: () => void = () => undefined;
    const group = new GroupCommit<number, number>({
      ...OPTIONS,
      maxWaitingItems: 2,
      commit: (items) =>
        new Promise((resolve) => {
          finish = () => {
            resolve(items);
          };
        }),
    });
    const first = group.add(1);
    await new Promise((resolve) => setImmediate(resolve));
    const waiting = [group.add(2), group.add(3)];
    await expect(group.add(4)).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 });
    finish();
    await first;
    // Whenever the next commit begins: on a busy machine that takes a while.
    const finishing = setInterval(() => {
      finish();
    }, 1);
    expect(await Promise.all(waiting)).toEqual([2, 3]);
    clearInterval(finishing);
  });

  it('sends callers away when their time is up, and tells them whether their commit was under way', async () => {
    const committedLate: number[] = [];
    let commit = (): void => undefined;
    const group = new GroupCommit<number, number>({
      ...OPTIONS,
      maxBatchItems: 1,
      deadline: {
        ms: 30,
        error: (hasBegun) => new Error(hasBegun ? 'perhaps' : 'never'),
        committedLate: (result) => {
          committedLate.push(result);
        },
      },
      commit: (items) =>
        new Promise((resolve) => {
          commit = () => {
            resolve(items);
          };
        }),
    });
    const keptAlive = setTimeout(() => undefined, 10_000);
    const results = await Promise.allSettled([group.add(1), group.add(2)]);
    clearTimeout(keptAlive);
    expect(results.map((result) => (result.status === 'rejected' ? String(result.reason) : ''))).toEqual([
      'Error: perhaps',
      'Error: never',
    ]);
    commit();
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(committedLate).toEqual([1]);
    const third = group.add(3);
    await new Promise((resolve) => setTimeout(resolve, 10));
    commit();
    expect(await third).toBe(3);
  });
});
