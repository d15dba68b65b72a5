import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { KillWatch } from './kill-watch.js';

describe('KillWatch', () => {
  let watch: KillWatch | undefined;
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    watch?.stop();
    jest.useRealTimers();
  });

  function given(cpuMs: () => number | null, wallLimitMs = 10_000): () => number {
    let spent = 0;
    watch = new KillWatch({ cpuLimitMs: 20, wallLimitMs, cpuMs, onSpent: () => (spent += 1) });
    return () => spent;
  }

  it('leaves code alone that waits for a CPU which others use', async () => {
    let asked = 0;
    const spent = given(() => asked++ * 0.001);
    await jest.advanceTimersByTimeAsync(200);
    expect(asked).toBeGreaterThan(1);
    expect(spent()).toBe(0);
  });

  it('says once when the CPU time is used up', async () => {
    const startedAt = performance.now();
    const spent = given(() => performance.now() - startedAt);
    await jest.advanceTimersByTimeAsync(200);
    expect(spent()).toBe(1);
  });

  it('says so by the clock on the wall at last, when hardly any CPU time was used', async () => {
    const spent = given(() => 0, 60);
    await jest.advanceTimersByTimeAsync(300);
    expect(spent()).toBe(1);
  });

  it('goes by the clock on the wall where no CPU time is known', async () => {
    const spent = given(() => null, 60);
    expect(spent()).toBe(0);
    await jest.advanceTimersByTimeAsync(300);
    expect(spent()).toBe(1);
  });

  it('says nothing once it was stopped', async () => {
    const startedAt = performance.now();
    const spent = given(() => performance.now() - startedAt);
    watch?.stop();
    await jest.advanceTimersByTimeAsync(100);
    expect(spent()).toBe(0);
  });
});
