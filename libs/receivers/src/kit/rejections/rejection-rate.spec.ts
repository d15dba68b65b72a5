import { describe, expect, it } from '@jest/globals';
import { FixedClock } from '@kanca/core';
import { RejectionRate } from './rejection-rate.js';

const MENDABLE = { sourceId: 's', isHopeless: false, isKnown: false };
const PROVIDER = { ...MENDABLE, network: '203.0.113.9' };

describe('RejectionRate', () => {
  const clock = new FixedClock(Date.UTC(2026, 0, 15));
  const rateOf = (): RejectionRate => new RejectionRate(clock);

  function flood(rate: RejectionRate, count: number, from: (n: number) => string, isHopeless = false): number {
    let kept = 0;
    for (let n = 0; n < count; n++) if (rate.take({ ...MENDABLE, isHopeless, network: from(n) })) kept++;
    return kept;
  }

  it('keeps ten a second of one network', () => {
    expect(flood(rateOf(), 100, () => '203.0.113.9')).toBe(10);
  });

  it('keeps 30 a second of the networks of one region, however many they are', () => {
    const rate = rateOf();
    for (let second = 0; second < 5; second++) {
      clock.advance(1_000);
      expect(flood(rate, 20_000, (n) => `2001:db8:1:${n.toString(16)}::/64`)).toBeLessThanOrEqual(30);
    }
    expect(rate.take(PROVIDER)).toBe(true);
  });

  it('has a lane for networks that seldom ask, which a flood leaves within a minute', () => {
    const rate = rateOf();
    for (let second = 0; second < 25; second++) {
      clock.advance(1_000);
      flood(rate, 5_000, (n) => `${String(1 + (n % 110))}.1.7.7`);
    }
    expect(rate.take(PROVIDER)).toBe(true);
  });

  it('has a lane for networks that sent verified requests', () => {
    const rate = rateOf();
    clock.advance(1_000);
    flood(rate, 10_000, (n) => `${String(n % 200)}.${String(n % 251)}.7.7`);
    expect(rate.take(PROVIDER)).toBe(false);
    expect(rate.take({ ...PROVIDER, isKnown: true })).toBe(true);
  });

  it('has lanes of their own for what no secret could save', () => {
    const rate = rateOf();
    clock.advance(1_000);
    flood(rate, 10_000, (n) => `${String(n % 200)}.${String(n % 251)}.7.7`, true);
    expect(rate.take(PROVIDER)).toBe(true);
  });
});
