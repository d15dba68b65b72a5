import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from '@jest/globals';
import { FuzzedHub } from './fuzz/fuzzed-hub.js';
import { FuzzedRow } from './fuzz/fuzzed-row.js';
import { everySubject } from './fuzz/subjects.js';
import { written } from './fuzz/wire.js';

/**
 * `FUZZ_RUNS=1000000 npm test -- contract/fuzz` for a long one. Every request is made from a number of its own, and a failure prints
 * it: `FUZZ_SEED=42 FUZZ_RUNS=1 npm test -- contract/fuzz` sends that request again.
 */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 1_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));

/** Of the heap, from the first quarter of a run to its end. What a request leaves behind would add up to far more. */
const MAX_GROWTH_BYTES = 64 * 1024 * 1024;

interface StoredSeeds {
  /** Each is the first of a row. */
  readonly rows: readonly number[];
  readonly rowLength: number;
  /**
   * Single ones that once broke something, with the source that they were sent to: `box/file-uploaded`. What a seed makes changes with
   * the generator, so what they found has a test of its own besides.
   */
  readonly regressions: readonly { readonly seed: number; readonly source: string }[];
}

const stored = JSON.parse(readFileSync(new URL('./fuzz/seeds.json', import.meta.url), 'utf8')) as StoredSeeds;
const subjects = everySubject();
const row = new FuzzedRow(subjects);

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

describe('whatever comes', () => {
  afterAll(() => row.end());

  it('begins as something that is accepted', async () => {
    const hub = await FuzzedHub.serving(subjects);
    for (const { start, nowMs, keys, source } of subjects) {
      if (keys === null) continue;
      const { status, stored: arrivals } = await hub.send(written(start), nowMs);
      expect([source.provider, status !== null && status < 300, arrivals.length]).toEqual([source.provider, true, 1]);
    }
    await hub.close();
  });

  it('is answered by a rule and never breaks the hub: the stored seeds', async () => {
    for (const { seed, source } of stored.regressions) {
      const only = subjects.filter(({ source: { provider, name = '' } }) => `${provider}/${name}` === source);
      expect([source, only.length]).toEqual([source, 1]);
      expect(await row.misdeeds(seed, 1, only)).toEqual([]);
    }
    for (const seed of stored.rows) expect(await row.misdeeds(seed, stored.rowLength)).toEqual([]);
  }, 300_000);

  it(
    'is answered by a rule, in time and within memory: fresh seeds',
    async () => {
      const quarter = Math.ceil(RUNS / 4);
      expect(await row.misdeeds(SEED, quarter)).toEqual([]);
      const before = heapBytes();
      expect(await row.misdeeds(SEED + quarter, RUNS - quarter)).toEqual([]);
      expect(heapBytes() - before).toBeLessThan(MAX_GROWTH_BYTES);
    },
    Math.max(120_000, RUNS * 20),
  );
});
