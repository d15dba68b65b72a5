import { describe, expect, it } from '@jest/globals';
import { assertOnPoison } from './assert-on-poison.js';

describe('onPoison', () => {
  const blocking = { orderBy: null, onPoison: 'block' } as const;

  it.each([
    ['block with a key', { orderBy: 'data.id', onPoison: 'block' }, null],
    ['skip without a key', { orderBy: null, onPoison: 'skip' }, null],
    ['block without a key that was stored like that', blocking, blocking],
  ] as const)('may be %s', (_what, after, before) => {
    expect(() => {
      assertOnPoison(after, before);
    }).not.toThrow();
  });

  it.each([
    ['of a new subscription', null],
    ['whose key is taken away', { orderBy: 'data.id', onPoison: 'block' }],
    ['of one that skipped', { orderBy: null, onPoison: 'skip' }],
  ] as const)('is refused when it is block without a key, %s', (_what, before) => {
    expect(() => {
      assertOnPoison(blocking, before);
    }).toThrow(/^onPoison is "block", which needs orderBy: without it there is no key/);
  });
});
