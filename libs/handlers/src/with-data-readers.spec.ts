import { describe, expect, it } from '@jest/globals';
import { IsString } from 'class-validator';
import type { Handler } from './handler.js';
import { withDataReaders } from './with-data-readers.js';

class Paid {
  @IsString()
  id!: string;
}

class Bare {
  id!: string;
}

function handler(name: string, options: Handler['options']): Handler {
  return { id: name, name, filters: ['*'], where: null, options, invoke: () => name };
}

describe('handlers with a class for their data', () => {
  it('are all named when their class describes nothing, before any event is handled', async () => {
    const handlers = [handler('A.a', { data: Bare }), handler('B.b', { data: Paid }), handler('C.c', { data: Bare })];
    await expect(withDataReaders(handlers)).rejects.toThrow(
      /^These handlers cannot run:\nA\.a: data: Bare has no member [^\n]+\nC\.c: data: Bare has no member [^\n]+$/,
    );
  });

  it('are read by it, and others are left as they are', async () => {
    const plain = handler('A.a', {});
    const [same, reading] = await withDataReaders([plain, handler('B.b', { data: Paid })]);
    expect(same).toBe(plain);
    expect(reading?.invoke).not.toBe(plain.invoke);
  });
});
