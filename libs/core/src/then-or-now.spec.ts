import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { isThenable, thenOrNow } from './then-or-now.js';

describe('thenOrNow', () => {
  it('goes on at once with a value that is here', () => {
    expect(thenOrNow(1, (value) => value + 1)).toBe(2);
  });

  it('goes on later with a promise', async () => {
    const next = thenOrNow(Promise.resolve(1), (value) => value + 1);
    expect(next).toBeInstanceOf(Promise);
    expect(await next).toBe(2);
  });

  it.each([
    ['a promise of another realm', runInNewContext('Promise.resolve(1)') as Promise<number>],
    ['an object with a method then', { then: (resolve: (value: number) => void) => resolve(1) } as PromiseLike<number>],
  ])('waits for %s', async (_, promise) => {
    expect(await thenOrNow(promise, (value) => value + 1)).toBe(2);
  });

  it.each([[null], [undefined], ['then'], [{ then: 'later' }], [() => 1]])('waits not for %j', (value) => {
    expect(isThenable<unknown>(value)).toBe(false);
  });

  it('throws what the next step throws with a value that is here, and rejects with a promise', async () => {
    const fail = (): number => {
      throw new Error('no');
    };
    expect(() => thenOrNow(1, fail)).toThrow('no');
    await expect(thenOrNow(Promise.resolve(1), fail)).rejects.toThrow('no');
  });
});
