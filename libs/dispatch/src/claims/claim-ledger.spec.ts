import { describe, expect, it } from '@jest/globals';
import { ClaimLedger } from './claim-ledger.js';

function ledger(): ClaimLedger {
  let made = 0;
  return new ClaimLedger(
    () => `${String(++made).padStart(8, '0')}-0000-7000-8000-0000${String(made).padStart(8, '0')}`,
  );
}

describe('ClaimLedger', () => {
  it('knows what runs here, and how much of each consumer', () => {
    const claims = ledger();
    claims.took('c1', 'alice', 'd1', 1);
    claims.took('c1', 'alice', 'd2', 3);
    claims.took('c1', 'bob', 'd3', 1);
    claims.completed('c1', 'alice', 'd1');
    expect(claims.claimed()).toEqual({
      deliveryIds: ['d2', 'd3'],
      numbers: [3, 1],
      consumerIds: ['alice', 'bob'],
      counts: [1, 1],
    });
  });

  it('has room for another of a consumer when an attempt is over, and keeps its delivery until that is completed', () => {
    const claims = ledger();
    claims.took('c1', 'alice', 'd1', 1);
    claims.took('c1', 'alice', 'd2', 2);
    claims.ended('c1', 'alice', 'd2');
    expect(claims.claimed()).toMatchObject({ deliveryIds: ['d1', 'd2'], numbers: [1, 2], counts: [1] });
    claims.ended('c1', 'alice', 'd1');
    expect(claims.claimed()).toMatchObject({ deliveryIds: ['d2', 'd1'], numbers: [2, 1], counts: [0] });
    claims.completed('c1', 'alice', 'd1');
    expect(claims.takeEnded()).toEqual([]);
    claims.lost('c1', 'alice', 'd2');
    expect(claims.claimed()).toMatchObject({ deliveryIds: [], counts: [] });
  });

  it('lets all its names end alike, so that others see for each of them whether this process lives', () => {
    const claims = ledger();
    const before = claims.worker;
    claims.distrust();
    for (const name of [before, claims.worker, claims.birthWorker]) expect(name.slice(-8)).toBe(claims.process);
  });

  it('gives a claim out to be cleared away once, when all of it is completed', () => {
    const claims = ledger();
    claims.took('c1', 'alice', 'd1', 1);
    claims.took('c1', 'alice', 'd2', 1);
    claims.completed('c1', 'alice', 'd1');
    expect(claims.takeEnded()).toEqual([]);
    claims.completed('c1', 'alice', 'd2');
    expect(claims.takeEnded()).toMatchObject([{ claimId: 'c1', consumerId: 'alice' }]);
    expect(claims.takeEnded()).toEqual([]);
  });

  it.each([
    ['before', ['lost', 'completed']],
    ['after', ['completed', 'lost']],
  ] as const)('lets a claim expire when one of it was lost %s another was completed', (_, order) => {
    const claims = ledger();
    claims.took('c1', 'alice', 'd1', 1);
    claims.took('c1', 'alice', 'd2', 1);
    order.forEach((what, index) => {
      claims[what]('c1', 'alice', `d${String(index + 1)}`);
    });
    expect(claims.takeEnded()).toEqual([]);
    expect(claims.claimed().deliveryIds).toEqual([]);
  });

  it('claims under another name once something was lost, so that the database is asked', () => {
    const claims = ledger();
    const before = claims.worker;
    claims.took('c1', 'alice', 'd1', 1);
    claims.lost('c1', 'alice', 'd1');
    expect(claims.worker).not.toBe(before);
  });

  it('leaves what was claimed at birth to the database, which knew of it first', () => {
    const claims = ledger();
    claims.took('c1', 'alice', 'd1', 1, true);
    expect(claims.claimed().deliveryIds).toEqual([]);
    expect(claims.birthWorker).not.toBe(claims.worker);
    claims.completed('c1', 'alice', 'd1');
    expect(claims.takeEnded()).toHaveLength(1);
  });
});
