import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_HEALTH_POLICY as POLICY } from '../settings/health-policy.js';
import { judgeFailures, type HealthRecord, type Judgement } from './circuit-and-stages.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const fault = (before: HealthRecord | null, now: number, count = 1): Judgement =>
  judgeFailures(before, { count, faults: count, error: 'Answered 500.' }, now, POLICY);

/** An endpoint whose circuit has just opened for the first time, at the time 0. */
function opened(): HealthRecord {
  return fault(fault(null, 0, 9).record, 0).record;
}

describe('judgeFailures', () => {
  it('keeps of an error what a text column can hold, and no more than 2,000 characters', () => {
    const errorOf = (error: string): string | null =>
      judgeFailures(null, { count: 1, faults: 1, error }, 0, POLICY).record.lastError;
    expect(errorOf('a\0b\ud800c\u001b[2J')).toBe('a\ufffdb\ufffdc\ufffd[2J');
    expect(errorOf('x'.repeat(1_000_000))).toBe('x'.repeat(2_000));
    // Cut in the middle of a character, which is half of one then.
    expect(errorOf(`${'x'.repeat(1_999)}\ud83d\ude80`)).toBe(`${'x'.repeat(1_999)}\ufffd`);
  });

  it('opens the circuit at the tenth fault and not before', () => {
    const nine = fault(null, 0, 9);
    expect(nine.openForMs).toBeNull();
    expect(fault(nine.record, 5)).toMatchObject({ openForMs: 30_000, record: { opened: 1, openUntil: 30_005 } });
  });

  it('does not open for faults of single messages', () => {
    const refused = judgeFailures(null, { count: 1_000, faults: 0, error: 'Answered 422.' }, 0, POLICY);
    expect(refused).toMatchObject({ openForMs: null, record: { failures: 1_000, faults: 0 } });
  });

  it('takes what fails while it is open for what was on its way', () => {
    const late = fault(opened(), 29_999, 50);
    expect(late).toMatchObject({ openForMs: null, record: { opened: 1, openUntil: 30_000, failures: 60 } });
  });

  it('stays open twice as long after each probe that fails, up to ten minutes', () => {
    let record = opened();
    const spans: (number | null)[] = [];
    for (let probe = 0; probe < 7; probe++) {
      const judged = fault(record, record.openUntil ?? 0);
      spans.push(judged.openForMs);
      record = judged.record;
    }
    expect(spans).toEqual([60_000, 120_000, 240_000, 480_000, 600_000, 600_000, 600_000]);
  });

  it('warns after six hours, goes on probation after a day, and disables after five days', () => {
    const record = opened();
    expect(fault(record, 6 * HOUR - 1).reached).toBeNull();
    expect(fault(record, 6 * HOUR).reached).toBe('warned');
    expect(fault({ ...record, stage: 'warned' }, 7 * HOUR).reached).toBeNull();
    expect(fault(record, DAY)).toMatchObject({ reached: 'probation', openForMs: 30 * MINUTE });
    expect(fault({ ...record, stage: 'probation' }, 5 * DAY).reached).toBe('disabled');
  });

  it('judges nobody by a handful of failures, however far apart', () => {
    const few: HealthRecord = { ...opened(), failures: 8, faults: 0 };
    expect(fault(few, 30 * DAY).reached).toBeNull();
    expect(fault({ ...few, failures: 9 }, 30 * DAY).reached).toBe('disabled');
  });

  it('never goes back a stage, never counts down, and never opens for longer than its policy says', () => {
    const order = ['failing', 'warned', 'probation', 'disabled'];
    const step = fc.record({
      afterMs: fc.nat(2 * DAY),
      count: fc.integer({ min: 1, max: 30 }),
      isFault: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let record: HealthRecord | null = null;
        let now = 0;
        for (const { afterMs, count, isFault } of steps) {
          now += afterMs;
          const judged: Judgement = judgeFailures(
            record,
            { count, faults: isFault ? count : 0, error: null },
            now,
            POLICY,
          );
          if (record !== null) {
            expect(order.indexOf(judged.record.stage)).toBeGreaterThanOrEqual(order.indexOf(record.stage));
            expect(judged.record.failures).toBe(record.failures + count);
            expect(judged.record.failingSince).toBe(record.failingSince);
          }
          expect(judged.openForMs ?? 0).toBeLessThanOrEqual(30 * MINUTE);
          ({ record } = judged);
        }
      }),
    );
  });
});
