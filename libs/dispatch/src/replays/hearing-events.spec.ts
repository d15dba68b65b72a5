import { describe, expect, it } from '@jest/globals';
import type { SqlRunner } from '@kanca/database';
import { ConsumerSet } from '../postgres/consumer-set.js';
import type { Consumer } from '../ports/consumer-catalogue.js';
import { hearingEvents } from './hearing-events.js';
import type { FoundEvent } from './find-events.sql.js';

const MEGABYTE = 1024 * 1024;

const consumer = (n: number, more: Partial<Consumer> = {}): Consumer => ({
  id: `consumer ${String(n)}`,
  tenant: '*',
  kind: 'handler',
  name: `consumer ${String(n)}`,
  filters: ['*'],
  state: 'active',
  concurrency: 1,
  timeoutMs: 1_000,
  retry: { kind: 'list', delaysMs: [], jitter: 0 },
  revision: 1,
  reply: false,
  where: null,
  order: null,
  orderBy: null,
  onPoison: 'skip',
  rateLimit: null,
  pull: false,
  settings: {},
  ...more,
});
const event = (n: number, more: Partial<FoundEvent> = {}): FoundEvent => ({
  tenant: 'default',
  id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  provider: null,
  source: '/published/default',
  type: 'a.b',
  subject: null,
  datacontenttype: 'application/json',
  data_id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  data_size: 2,
  gone: false,
  place: n,
  ...more,
});
const events = (count: number, more: Partial<FoundEvent> = {}): readonly FoundEvent[] =>
  Array.from({ length: count }, (_, n) => event(n + 1, more));

describe('who hears of the events of a step', () => {
  const reads: number[] = [];
  const sql: SqlRunner = {
    run: (statement, parameters) => {
      // An array in PostgreSQL's binary format has its length there.
      reads.push((statement.bind(parameters).values[1] as Buffer).readInt32BE(12));
      return Promise.resolve([]);
    },
  };
  const hearing = (
    found: readonly FoundEvent[],
    consumers: readonly Consumer[],
    limit: Partial<Parameters<typeof hearingEvents>[3]> = {},
  ): ReturnType<typeof hearingEvents> => {
    reads.length = 0;
    return hearingEvents(sql, found, ConsumerSet.empty().with(1, consumers), {
      consumerId: null,
      pairs: 100,
      ...limit,
    });
  };

  it('is worked out for as many events as make the pairs of a step', async () => {
    const heard = await hearing(events(200), [consumer(1), consumer(2)], { pairs: 21 });
    expect(heard).toHaveLength(10);
    expect(heard[0]?.hearing.map((one) => one.consumer.name)).toEqual(['consumer 1', 'consumer 2']);
  });

  it('is worked out for one event, however many hear of it', async () => {
    expect(await hearing(events(3), [consumer(1), consumer(2)], { pairs: 1 })).toHaveLength(1);
  });

  it('passes over everyone but the one that is asked for', async () => {
    const heard = await hearing(events(2), [consumer(1), consumer(2)], { consumerId: 'consumer 2' });
    expect(heard.map((one) => one.hearing.map((each) => each.consumer.name))).toEqual([['consumer 2'], ['consumer 2']]);
  });

  it('is nobody, of an event whose bytes are gone', async () => {
    expect((await hearing([event(1, { gone: true })], [consumer(1)]))[0]?.hearing).toEqual([]);
  });

  it('reads no data when nobody looks at it', async () => {
    await hearing(events(10), [consumer(1)]);
    expect(reads).toEqual([]);
  });

  it('reads what fits into memory at once, and stops when a step has read its share', async () => {
    const curious = consumer(1, { orderBy: 'data.key' });
    const heard = await hearing(events(100, { data_size: 5 * MEGABYTE }), [curious]);
    expect(reads).toEqual([3, 3, 3, 3, 3]);
    expect(heard).toHaveLength(15);
    // One that is larger than all of that goes alone.
    await hearing(events(3, { data_size: 100 * MEGABYTE }), [curious]);
    expect(reads).toEqual([1]);
  });
});
