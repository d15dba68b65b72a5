import { describe, expect, it } from '@jest/globals';
import { EventTypeMemory } from './event-type-memory.js';

interface Stub {
  readonly memory: EventTypeMemory;
  /** Answers the oldest query that waits. */
  readonly answer: (name: string) => Promise<void>;
  readonly queries: () => number;
}

type Wiring = ConstructorParameters<typeof EventTypeMemory>;

describe('EventTypeMemory', () => {
  function given(): Stub {
    let queries = 0;
    const waiting: ((rows: object[]) => void)[] = [];
    const findBy = (): Promise<object[]> => {
      queries += 1;
      return new Promise((resolve) => waiting.push(resolve));
    };
    const dataSource = { getRepository: () => ({ findBy }), query: () => Promise.resolve([]) };
    const wiring: readonly unknown[] = [dataSource, {}, { now: () => 0 }];
    return {
      memory: new EventTypeMemory(...(wiring as Wiring)),
      queries: () => queries,
      answer: async (name) => {
        waiting.shift()?.([{ tenant: 'default', name }]);
        await new Promise((resolve) => setImmediate(resolve));
      },
    };
  }

  it('asks the database once for all that ask at one moment', async () => {
    const { memory, queries, answer } = given();
    const asked = Array.from({ length: 1_000 }, () => memory.find('default', 'invoice.paid'));
    expect(queries()).toBe(1);
    await answer('invoice.paid');
    expect(new Set(await Promise.all(asked)).size).toBe(1);
  });

  it('asks anew for those that come after a change, although an earlier question is open', async () => {
    const { memory, queries, answer } = given();
    const before = memory.find('default', 'invoice.paid');
    await memory.changed();
    const after = memory.find('default', 'invoice.paid');
    expect(queries()).toBe(2);
    await answer('as it was');
    await answer('as it is');
    expect([await before, await after]).toMatchObject([{ name: 'as it was' }, { name: 'as it is' }]);
    expect(await memory.find('default', 'invoice.paid')).toMatchObject({ name: 'as it is' });
  });

  it('asks again after a failure', async () => {
    let fails = true;
    const findBy = (): Promise<object[]> => (fails ? Promise.reject(new Error('away')) : Promise.resolve([]));
    const wiring: readonly unknown[] = [{ getRepository: () => ({ findBy }) }, {}, { now: () => 0 }];
    const memory = new EventTypeMemory(...(wiring as Wiring));
    await expect(memory.find('default', 'a')).rejects.toThrow('away');
    fails = false;
    expect(await memory.find('default', 'a')).toBeNull();
  });
});
