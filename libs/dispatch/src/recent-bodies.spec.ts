import { describe, expect, it } from '@jest/globals';
import { RecentBodies } from './recent-bodies.js';

const bytes = Buffer.from('one two');

describe('RecentBodies', () => {
  it('gives back what was kept, and nothing for what was not', () => {
    const bodies = new RecentBodies(100);
    bodies.keep(bytes, [{ id: 'a', start: 4, length: 3 }]);
    expect(bodies.get('a')?.toString()).toBe('two');
    expect(bodies.get('b')).toBeUndefined();
  });

  it('forgets the oldest batch when there is more than it may hold', () => {
    const bodies = new RecentBodies(bytes.length * 2);
    for (const id of ['a', 'b', 'c']) bodies.keep(bytes, [{ id, start: 0, length: 3 }]);
    expect(bodies.get('a')).toBeUndefined();
    expect(bodies.get('b')?.toString()).toBe('one');
    expect(bodies.get('c')?.toString()).toBe('one');
  });

  it('counts the whole batch, for the whole batch is held', () => {
    const bodies = new RecentBodies(bytes.length - 1);
    bodies.keep(bytes, [{ id: 'a', start: 0, length: 1 }]);
    expect(bodies.get('a')).toBeUndefined();
  });
});
