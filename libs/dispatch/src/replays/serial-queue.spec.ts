import { describe, expect, it } from '@jest/globals';
import { SerialQueue } from './serial-queue.js';

describe('work that is done one after another', () => {
  it('begins when what was given before has ended, however that ended', async () => {
    const queue = new SerialQueue(10);
    const said: string[] = [];
    const work =
      (name: string, fails = false) =>
      async (): Promise<string> => {
        said.push(`${name} begins`);
        await new Promise(setImmediate);
        said.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const results = await Promise.allSettled([
      queue.run(work('first')),
      queue.run(work('second', true)),
      queue.run(work('third')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(said).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  it('is refused when too much waits already, and taken again when that has ended', async () => {
    const queue = new SerialQueue(2);
    const given = [1, 2].map((n) => queue.run(() => Promise.resolve(n)));
    await expect(queue.run(() => Promise.resolve(3))).rejects.toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: 1,
    });
    expect(await Promise.all(given)).toEqual([1, 2]);
    expect(await queue.run(() => Promise.resolve(4))).toBe(4);
  });
});
