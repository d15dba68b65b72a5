import { describe, expect, it } from '@jest/globals';
import { judgePair } from './judge-pair.js';
import type { PairState } from './pair-states.sql.js';

const NOTHING: PairState = { open_id: null, open_waits_for_retry: null, last: null, was_delivered: null };
const UNDER_WAY: Partial<PairState> = { open_id: 'd', open_waits_for_retry: false };
const WAITS_FOR_RETRY: Partial<PairState> = { open_id: 'd', open_waits_for_retry: true };

describe('what a replay does with an event and a consumer', () => {
  it.each([
    // Of any state: everyone hears again, but for those who are about to.
    [null, {}, 'make'],
    [null, { last: 'delivered' }, 'make'],
    [null, UNDER_WAY, 'skip'],
    [null, WAITS_FOR_RETRY, 'skip'],
    ['dead', {}, 'leave'],
    ['dead', { last: 'delivered' }, 'leave'],
    ['dead', { last: 'cancelled' }, 'leave'],
    ['dead', { last: 'dead' }, 'make'],
    ['dead', { last: 'dead', ...UNDER_WAY }, 'skip'],
    ['dead', UNDER_WAY, 'leave'],
    ['failed', {}, 'leave'],
    ['failed', { last: 'delivered' }, 'leave'],
    ['failed', { last: 'dead' }, 'make'],
    ['failed', { last: 'dead', ...UNDER_WAY }, 'skip'],
    ['failed', UNDER_WAY, 'leave'],
    ['failed', WAITS_FOR_RETRY, 'hasten'],
    ['failed', { last: 'dead', ...WAITS_FOR_RETRY }, 'hasten'],
    ['missing', {}, 'make'],
    ['missing', { was_delivered: true }, 'leave'],
    ['missing', { was_delivered: true, ...UNDER_WAY }, 'leave'],
    ['missing', UNDER_WAY, 'skip'],
  ] as const)('of the state %s, with %j: %s', (state, known, expected) => {
    expect(judgePair({ ...NOTHING, ...known }, state)).toBe(expected);
  });
});
