import { beforeEach, describe, expect, it } from '@jest/globals';
import { Resting, TenantTime } from './tenant-time.js';
import { OutOfTime } from './within-time.js';

describe('TenantTime', () => {
  let now: number;
  let time: TenantTime;

  beforeEach(() => {
    now = 0;
    time = new TenantTime(100, () => now);
  });

  const takes = (ms: number) => (): string => {
    now += ms;
    return 'done';
  };
  const forEver = (): never => {
    for (;;);
  };

  it('lets a tenant that ran out of time rest for ten seconds, also for other work, and nobody else', () => {
    expect(() => time.run('acme', forEver)).toThrow(OutOfTime);
    expect(() => time.run('acme', takes(0))).toThrow(Resting);
    expect(time.run('globex', takes(0))).toBe('done');
    expect(time.run(null, takes(0))).toBe('done');
    now += 9_999;
    expect(() => time.run('acme', takes(0))).toThrow(Resting);
    now += 1;
    expect(time.run('acme', takes(0))).toBe('done');
  });

  it('lets one rest whose many pieces of work take more than a second together', () => {
    for (let piece = 0; piece < 4; piece++) expect(time.run('acme', takes(300))).toBe('done');
    expect(() => time.run('acme', takes(300))).toThrow(Resting);
    now += 10_000;
    expect(time.run('acme', takes(300))).toBe('done');
  });

  it('does not count short work, and forgets after a while', () => {
    for (let piece = 0; piece < 1_000; piece++) time.run('acme', takes(50));
    for (let piece = 0; piece < 100; piece++) {
      expect(time.run('acme', takes(300))).toBe('done');
      now += 10_000;
    }
  });

  it('throws what the work throws', () => {
    const work = (): never => {
      throw new Error('no');
    };
    expect(() => time.run('acme', work)).toThrow('no');
  });
});
