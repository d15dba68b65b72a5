import { describe, expect, it } from '@jest/globals';
import { firstUuidAt } from '../postgres/first-uuid-at.js';
import { timeOfUuid, walkBack, type IdRange } from './walk-back.js';

const ids = Array.from({ length: 10_000 }, (_, index) => firstUuidAt(1_000_000 + index)).toReversed();

function walking(fits: (id: string) => boolean, more: { slowMs?: number; floor?: string; after?: string } = {}) {
  const blocks: number[] = [];
  const between = ({ lower, after }: IdRange): string[] => ids.filter((id) => id >= lower && id < after);
  return {
    blocks,
    walk: {
      after: more.after ?? null,
      floor: more.floor ?? null,
      wanted: 3,
      bound: (after: string, size: number) => Promise.resolve(ids.filter((id) => id < after)[size] ?? null),
      read: async (range: IdRange, limit: number) => {
        blocks.push(between(range).length);
        if (more.slowMs !== undefined) await new Promise((resolve) => setTimeout(resolve, more.slowMs));
        return between(range).filter(fits).slice(0, limit);
      },
    },
  };
}

describe('walkBack', () => {
  it('ends with the first block when enough fits', async () => {
    const { walk, blocks } = walking(() => true);
    expect(await walkBack(walk)).toEqual({ rows: ids.slice(0, 3), stoppedAt: null });
    expect(blocks).toHaveLength(1);
  });

  it('looks at everything once, also at the ends of blocks', async () => {
    const { walk, blocks } = walking((id) => id === ids[500] || id === ids.at(-1));
    expect(await walkBack(walk)).toEqual({ rows: [ids[500], ids.at(-1)], stoppedAt: null });
    expect(blocks.reduce((sum, size) => sum + size, 0)).toBe(ids.length);
  });

  it('gives up when its time is over, and says where', async () => {
    const { walk } = walking(() => false, { slowMs: 60 });
    const { rows, stoppedAt } = await walkBack(walk);
    expect(rows).toEqual([]);
    expect(ids).toContain(stoppedAt);
    expect((await walkBack({ ...walking(() => true).walk, after: stoppedAt })).rows[0]).toBe(
      ids[ids.indexOf(stoppedAt ?? '') + 1],
    );
  });

  it('begins below its cursor and does not look below its floor', async () => {
    const { walk, blocks } = walking(() => false, { after: ids[100] ?? '', floor: ids[200] ?? '' });
    expect(await walkBack(walk)).toEqual({ rows: [], stoppedAt: null });
    expect(blocks).toEqual([100]);
  });

  it('tells the time of an id', () => {
    expect(timeOfUuid(firstUuidAt(1_764_500_000_123)).getTime()).toBe(1_764_500_000_123);
  });
});
