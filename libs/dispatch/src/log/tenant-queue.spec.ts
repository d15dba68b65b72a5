import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { TenantQueue } from './tenant-queue.js';

describe('TenantQueue', () => {
  it('lets nobody wait for nothing', () => {
    expect(new TenantQueue().pass('a', 1, null)).toBeNull();
  });

  it('keeps the order of a tenant, whose later arrivals wait for work on earlier ones, and no other tenant does', async () => {
    const queue = new TenantQueue();
    const passed: string[] = [];
    const pass = async (name: string, work: (() => Promise<void>) | null): Promise<void> => {
      const turn = queue.pass(name.slice(0, 1), 1, work);
      if (turn !== null) await turn;
      passed.push(name);
    };
    const slow = async (): Promise<void> => {
      for (let turns = 0; turns < 5; turns++) await setImmediate();
    };
    await Promise.all([pass('a1', slow), pass('a2', null), pass('b1', null), pass('a3', slow), pass('a4', null)]);
    expect(passed).toEqual(['b1', 'a1', 'a2', 'a3', 'a4']);
    await setImmediate();
    expect(queue.pass('a', 1, null)).toBeNull();
  });

  it('goes on after work that failed', async () => {
    const queue = new TenantQueue();
    const failed = queue.pass('a', 1, () => Promise.reject(new Error('no')));
    const next = queue.pass('a', 1, null);
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBeUndefined();
  });

  it('refuses what one tenant has waiting beyond 64 MiB', async () => {
    const queue = new TenantQueue();
    const first = queue.pass('a', 60 * 1024 * 1024, () => setImmediate(undefined));
    expect(() => queue.pass('a', 5 * 1024 * 1024, null)).toThrow('nothing was stored');
    expect(queue.pass('b', 5 * 1024 * 1024, null)).toBeNull();
    await first;
    await setImmediate();
    expect(queue.pass('a', 5 * 1024 * 1024, null)).toBeNull();
  });
});
