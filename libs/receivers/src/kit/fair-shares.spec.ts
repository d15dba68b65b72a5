import { describe, expect, it } from '@jest/globals';
import { FairShares } from './fair-shares.js';

/** Takes one by one as long as there is room. */
function takeAll(shares: FairShares, owner: readonly string[]): number {
  let taken = 0;
  while (shares.roomOf(owner) > 0) {
    shares.take(owner, 1);
    taken += 1;
  }
  return taken;
}

describe('FairShares', () => {
  it('leaves a tenant that takes all it can as much as it leaves to others', () => {
    const shares = new FairShares(900);
    expect(takeAll(shares, ['greedy'])).toBe(450);
    expect(takeAll(shares, ['other'])).toBe(225);
    expect(shares.roomOf(['third'])).toBe(225);
  });

  it('has room for another tenant, however many sources and networks one tenant has', () => {
    const shares = new FairShares(1_000);
    for (let source = 0; source < 200; source++)
      for (let network = 0; network < 20; network++) takeAll(shares, ['greedy', String(source), String(network)]);
    expect(shares.roomOf(['other', 'source', 'network'])).toBeGreaterThanOrEqual(400);
  });

  it('has room for another source of the same tenant', () => {
    const shares = new FairShares(900);
    takeAll(shares, ['tenant', 'flooded']);
    expect(takeAll(shares, ['tenant', 'quiet'])).toBeGreaterThan(50);
  });

  it('frees the same for each, and what one does not need for the others', () => {
    const shares = new FairShares(100);
    shares.take(['a', 'x'], 10);
    shares.take(['a', 'y'], 30);
    shares.take(['b', 'z'], 4);
    shares.free(14);
    expect(shares.roomOf([])).toBe(70);
    expect(shares.roomOf(['a'])).toBe(40);
    expect(shares.roomOf(['b'])).toBe(70);
    shares.free(1_000);
    expect(shares.roomOf(['a', 'y'])).toBe(100);
    shares.take(['a', 'x'], 100);
    shares.giveBack(['a', 'x'], 60);
    expect(shares.roomOf(['a', 'x'])).toBe(-20);
    shares.giveBack(['a', 'x'], 40);
    expect(shares.roomOf(['a', 'x'])).toBe(100);
    shares.take(['a'], 100);
    shares.clear();
    expect(shares.roomOf(['a'])).toBe(100);
  });
});
