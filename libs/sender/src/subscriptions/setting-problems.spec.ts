import { describe, expect, it } from '@jest/globals';
import { FormatRegistry } from '../formats/format-registry.js';
import type { GivenSettings } from '../model/subscription-settings.js';
import { settingProblems } from './setting-problems.js';

const problemsOf = (given: GivenSettings): readonly string[] =>
  settingProblems(given, new FormatRegistry()).map(({ field, problem }) => `${field} ${problem}`);

describe('the problems of a setting', () => {
  it.each<[GivenSettings, string]>([
    [{ concurrency: 0 }, 'concurrency expected a whole number from 1 to 1000'],
    [{ timeoutMs: 30_001 }, 'timeoutMs expected a whole number from 100 to 30000'],
    [{ timeoutMs: 100.5 }, 'timeoutMs expected a whole number from 100 to 30000'],
    [{ rateLimit: 0 }, 'rateLimit expected 0.001 to 100000 deliveries a second'],
    [{ noRetryStatuses: [200] }, 'noRetryStatuses expected at most 50 whole numbers from 300 to 599'],
    [{ batch: { maxEvents: 1, maxWaitMs: 10 } }, 'batch.maxEvents expected a whole number from 2 to 100'],
    [{ batch: { maxEvents: 2, maxWaitMs: 0 } }, 'batch.maxWaitMs expected a whole number from 1 to 10000'],
    [{ properties: { text: 'x'.repeat(8_192) } }, 'properties is larger than 8192 bytes'],
  ])('%j is told with its limits', (given, problem) => {
    expect(problemsOf(given)).toEqual([problem]);
  });

  it('are told of all settings at once, and none of what is left out or taken away', () => {
    expect(problemsOf({ concurrency: 0, timeoutMs: 0 })).toHaveLength(2);
    expect(problemsOf({ where: null, rateLimit: null, batch: null })).toEqual([]);
  });
});
