import { describe, expect, it } from '@jest/globals';
import { compilePath, compileWhere } from '@kanca/core';
import { readableEvent } from '../ports/event-head.js';
import { Audience, type FannedOut, type Listener } from './audience.js';

const HEAD = {
  provider: null,
  source: '/published/default',
  type: 'transfer.sent',
  datacontenttype: 'application/json',
};
const CONSUMER = {
  id: '00000000-0000-7000-8000-000000000001',
  tenant: 'default',
  order: null,
  reply: false,
  settings: {},
} as Listener['consumer'];

async function hearing(listener: Partial<Listener>, json: string): Promise<readonly FannedOut[]> {
  return hearingAll([listener], json);
}

async function hearingAll(listeners: readonly Partial<Listener>[], json: string): Promise<readonly FannedOut[]> {
  const data = Buffer.from(json);
  const audience = new Audience(
    listeners.map((listener) => ({ consumer: CONSUMER, where: null, orderBy: null, ...listener })),
  );
  return audience.of(() => readableEvent(HEAD, 'default', data), data.length);
}

/** Where the work grows with the number of consumers, it takes minutes; otherwise a fraction of this. */
const NOT_ENDLESS_MS = 5_000;

describe('a large event with many who look into it', () => {
  const size = 900_000;
  const alike = (consumer: number, part: number): string =>
    'a'.repeat(250 + ((consumer * 7 + part) % 150)) + 'b' + 'a'.repeat(100 + ((consumer * 11 + part) % 300));
  const looking = Array.from({ length: 300 }, (_, consumer) => ({
    where: compileWhere({
      $or: Array.from({ length: 10 }, (_, part) => ({ 'data.t': { $contains: alike(consumer, part) } })),
    }),
  }));

  it('has its text read once for all of them, while others have turns', async () => {
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    const startedAt = performance.now();
    expect(await hearingAll(looking, JSON.stringify({ t: 'a'.repeat(size) }))).toHaveLength(0);
    expect(performance.now() - startedAt).toBeLessThan(NOT_ENDLESS_MS);
    clearInterval(others);
    expect(turns).toBeGreaterThan(10);
  });

  it('is heard by those whose part it has, wherever that is', async () => {
    const text = `${'a'.repeat(size)}${alike(299, 9)}`;
    const heard = await hearingAll(looking, JSON.stringify({ t: text }));
    const expected = looking.filter((_, consumer) =>
      Array.from({ length: 10 }, (_, part) => alike(consumer, part)).some((part) => text.slice(-2_000).includes(part)),
    );
    expect(heard.length).toBeGreaterThan(0);
    expect(heard).toHaveLength(expected.length);
  });

  it('has a long number and a long list read once', async () => {
    const where = compileWhere({
      $or: [
        ...Array.from({ length: 50 }, (_, above) => ({ 'data.n': { $lt: above } })),
        { 'data.n': { $in: Array.from({ length: 1_000 }, (_, item) => item) } },
      ],
    });
    const startedAt = performance.now();
    const numbers = `{"n":${'9'.repeat(size)}}`;
    expect(
      await hearingAll(
        Array.from({ length: 300 }, () => ({ where })),
        numbers,
      ),
    ).toHaveLength(0);
    expect(performance.now() - startedAt).toBeLessThan(NOT_ENDLESS_MS);
  });

  it('has the value that orders its deliveries hashed once', async () => {
    const consumer = { ...CONSUMER, orderBy: 'data.t' };
    const ordered = Array.from({ length: 3_000 }, () => ({ consumer, orderBy: compilePath('data.t') }));
    const startedAt = performance.now();
    const heard = await hearingAll(ordered, JSON.stringify({ t: 'a'.repeat(size) }));
    expect(new Set(heard.map(({ orderKey }) => orderKey)).size).toBe(1);
    expect(performance.now() - startedAt).toBeLessThan(NOT_ENDLESS_MS);
  });
});

describe('numbers with more digits than JavaScript keeps', () => {
  it('are another value for a filter when their last digit is another', async () => {
    const where = compileWhere({ 'data.id': '9007199254740993' });
    expect(await hearing({ where }, '{"id":9007199254740993}')).toHaveLength(1);
    expect(await hearing({ where }, '{"id":9007199254740992}')).toHaveLength(0);
  });

  it('are another key of an order, and the same key however they are written', async () => {
    const keyOf = async (id: string): Promise<string | null | undefined> =>
      (await hearing({ orderBy: compilePath('data.id') }, `{"id":${id}}`))[0]?.orderKey;
    expect(await keyOf('9007199254740993')).not.toBe(await keyOf('9007199254740992'));
    expect(await keyOf('9007199254740993.0')).toBe(await keyOf('9007199254740993'));
    expect(await keyOf('10.00')).toBe(await keyOf('10'));
    expect(await keyOf('"10"')).not.toBe(await keyOf('10'));
  });
});
