import { describe, expect, it } from '@jest/globals';
import type { BlockedReport } from './blocked-report.js';
import { BlockedTally } from './blocked-tally.js';

const REPORT: BlockedReport = {
  destination: 'evil.test:80',
  reason: 'address',
  detail: 'evil.test resolved to 10.0.0.1',
  purpose: 'deliver',
  owner: { tenant: 'acme', subscription: 'sub_1' },
};

describe('BlockedTally', () => {
  it('counts calls that are alike, and keeps others apart', () => {
    const tally = new BlockedTally();
    tally.add(REPORT, 1);
    tally.add({ ...REPORT, detail: 'evil.test resolved to 10.0.0.2' }, 5);
    tally.add({ ...REPORT, purpose: 'test' }, 6);
    expect(tally.drain()).toEqual([
      { ...REPORT, detail: 'evil.test resolved to 10.0.0.2', count: 2, firstAtMs: 1, lastAtMs: 5 },
      { ...REPORT, purpose: 'test', count: 1, firstAtMs: 6, lastAtMs: 6 },
    ]);
    expect(tally.drain()).toEqual([]);
  });

  it('takes texts that are stored as the same for the same', () => {
    const tally = new BlockedTally();
    for (const destination of ['a\0b', 'a\ufffdb', 'a\ud800b'])
      tally.add({ ...REPORT, destination, detail: `${destination} ${'y'.repeat(1_000_000)}` }, 1);
    expect(tally.drain()).toMatchObject([{ destination: 'a\ufffdb', detail: `a\ufffdb ${'y'.repeat(996)}`, count: 3 }]);
  });

  it('holds no more than a thousand kinds, and nothing endless', () => {
    const tally = new BlockedTally();
    for (let index = 0; index < 5_000; index++)
      tally.add({ ...REPORT, destination: `${String(index)}.${'x'.repeat(9_000)}`, detail: 'y'.repeat(9_000) }, 1);
    const drained = tally.drain();
    expect(drained).toHaveLength(500);
    expect(JSON.stringify(drained).length).toBeLessThan(2_000_000);
  });

  it('counts what is blocked of one tenant while another one invents addresses', () => {
    const tally = new BlockedTally();
    const invent = (tenant: string, kinds: number): void => {
      for (let index = 0; index < kinds; index++)
        tally.add({ ...REPORT, destination: `${String(index)}.test:80`, owner: { tenant, subscription: 'sub_9' } }, 1);
    };
    invent('greedy', 5_000);
    invent('other', 10);
    expect(tally.drain().filter(({ owner }) => owner?.tenant === 'other')).toHaveLength(10);
    invent('greedy', 10);
    expect(tally.drain()).toHaveLength(10);
  });
});
