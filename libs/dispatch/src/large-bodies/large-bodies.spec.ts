import { describe, expect, it } from '@jest/globals';
import { LargeBodies } from './large-bodies.js';

const SIZE = 100;

describe('LargeBodies', () => {
  function given(readBody: (id: string) => Promise<Buffer>): { bodies: LargeBodies; reads: string[] } {
    const reads: string[] = [];
    const queue = {
      readBody: (_tenant: string, id: string) => {
        reads.push(id);
        return readBody(id);
      },
    };
    return { bodies: new LargeBodies(queue, { maxLargeBodyBytes: 1_000 }), reads };
  }

  it('reads a body once for all that need it at one time', async () => {
    const { bodies, reads } = given((id) => Promise.resolve(Buffer.from(id)));
    const borrowed = await Promise.all([1, 2, 3].map(() => bodies.borrow('a', 'body', SIZE)));
    expect(reads).toEqual(['body']);
    expect(new Set(borrowed.map(({ bytes }) => bytes)).size).toBe(1);
    for (const { release } of borrowed) release();
  });

  it('forgets a body when the last borrower gave it back', async () => {
    const { bodies, reads } = given((id) => Promise.resolve(Buffer.from(id)));
    (await bodies.borrow('a', 'body', SIZE)).release();
    (await bodies.borrow('a', 'body', SIZE)).release();
    expect(reads).toEqual(['body', 'body']);
  });

  it('begins one attempt in each pass of the event loop', async () => {
    const { bodies } = given((id) => Promise.resolve(Buffer.from(id)));
    let passes = 0;
    let isOver = false;
    const count = (): void => {
      passes += 1;
      if (!isOver) setImmediate(count);
    };
    count();
    const begun = await Promise.all([1, 2, 3].map(() => bodies.borrow('a', 'body', SIZE).then(() => passes)));
    isOver = true;
    expect(new Set(begun).size).toBe(3);
  });

  it('gives the room back when a body cannot be read, and reads it anew the next time', async () => {
    let fails = true;
    const { bodies, reads } = given((id) =>
      fails ? Promise.reject(new Error('away')) : Promise.resolve(Buffer.from(id)),
    );
    await expect(bodies.borrow('a', 'body', 1_000)).rejects.toThrow('away');
    fails = false;
    expect((await bodies.borrow('a', 'body', 1_000)).bytes.toString()).toBe('body');
    expect(reads).toHaveLength(2);
  });
});
