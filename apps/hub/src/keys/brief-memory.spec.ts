import { describe, expect, it } from '@jest/globals';
import { FixedClock } from '@kanca/core';
import { BriefMemory } from './brief-memory.js';

describe('BriefMemory', () => {
  const start = (): { clock: FixedClock; memory: BriefMemory<string> } => {
    const clock = new FixedClock(1_000_000);
    return { clock, memory: new BriefMemory(clock) };
  };

  it('asks once in half a second, also for calls that come together', async () => {
    const { clock, memory } = start();
    let asked = 0;
    const ask = (): Promise<string> => Promise.resolve(`answer ${String((asked += 1))}`);
    expect(await Promise.all([memory.find('a', ask), memory.find('a', ask)])).toEqual(['answer 1', 'answer 1']);
    clock.advance(499);
    expect(await memory.find('a', ask)).toBe('answer 1');
    clock.advance(1);
    expect(await memory.find('a', ask)).toBe('answer 2');
  });

  it('counts from the question, because the answer may have been old when it came', async () => {
    const { clock, memory } = start();
    const slow = memory.find('a', async () => {
      await Promise.resolve();
      clock.advance(500);
      return 'old';
    });
    expect(await slow).toBe('old');
    expect(await memory.find('a', () => Promise.resolve('new'))).toBe('new');
  });

  it('remembers neither that there is nothing nor an error', async () => {
    const { memory } = start();
    expect(await memory.find('a', () => Promise.resolve(null))).toBeNull();
    await expect(memory.find('a', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
    expect(await memory.find('a', () => Promise.resolve('made since'))).toBe('made since');
  });

  it('asks again when the clock was set back', async () => {
    const { clock, memory } = start();
    await memory.find('a', () => Promise.resolve('old'));
    clock.set(0);
    expect(await memory.find('a', () => Promise.resolve('new'))).toBe('new');
  });
});
