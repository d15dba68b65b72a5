import { describe, expect, it } from '@jest/globals';
import { ExplanationBudget } from './explanation-budget.js';

const OWNER = ['tenant', 'source'];

describe('ExplanationBudget', () => {
  it('explains for a share of a second, and then for a twentieth of the time', () => {
    let now = 0;
    const budget = new ExplanationBudget(() => now);
    const explain = (): string => {
      now += 100;
      return 'because';
    };
    const explained = (count: number): number =>
      Array.from({ length: count }, () => budget.run(OWNER, explain)).filter((sentence) => sentence !== null).length;
    expect(explained(100)).toBeLessThanOrEqual(4);
    now += 60_000;
    expect(explained(100)).toBeLessThanOrEqual(4);
    now += 2_000;
    expect(explained(100)).toBe(1);
  });

  it('has time for others, however much one spends', () => {
    let now = 0;
    const budget = new ExplanationBudget(() => now);
    for (let request = 0; request < 10_000; request++)
      budget.run(['greedy', String(request % 50)], () => {
        now += 5;
        return null;
      });
    expect(budget.isLeft(['greedy', '1'])).toBe(false);
    expect(budget.run(OWNER, () => 'because')).toBe('because');
  });

  it('counts the time of an explanation that fails', () => {
    let now = 0;
    const budget = new ExplanationBudget(() => now);
    const fail = (): never => {
      now += 2_000;
      throw new Error('no');
    };
    expect(() => budget.run(OWNER, fail)).toThrow('no');
    expect(budget.run(OWNER, () => 'because')).toBeNull();
  });

  it('says between the steps of one explanation when the time is used up', () => {
    let now = 0;
    const budget = new ExplanationBudget(() => now);
    let steps = 0;
    budget.run(OWNER, (hasTime) => {
      while (hasTime() && steps < 1_000) {
        steps += 1;
        now += 100;
      }
      return null;
    });
    expect(steps).toBe(10);
    expect(budget.isLeft(OWNER)).toBe(false);
  });

  it('takes the time of other work for refusals as well', () => {
    let now = 0;
    const budget = new ExplanationBudget(() => now);
    budget.charge(OWNER, () => (now += 2_000));
    expect(budget.run(OWNER, () => 'because')).toBeNull();
  });
});
