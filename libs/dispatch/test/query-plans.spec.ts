import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SqlPool, statement, type Statement } from '@kanca/database';
import { ConsumerCatalogue, Leases, Publisher, RunnerRegistry } from '@kanca/dispatch';
import { CrashRecovery, FinishDrain, Successors } from '@kanca/dispatch/engine';
import { QueueGauge } from '@kanca/dispatch/operator';
import { createTestEngine, eventually, ScriptedRunner, type TestEngine } from '@kanca/testing';

const CONSUMER = '00000000-0000-7000-8000-000000000001';
const EVENTS = 2_000;
/** They grow with every event; the others stay small. */
const LARGE = /^(?:open_deliveries|finished_deliveries|events|bodies|earlier_attempts)(?:_|$)/;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Its parameters have no values: the plan is the one for any. */
function explaining(text: string): Statement<object, { 'QUERY PLAN': readonly { Plan: PlanNode }[] }> {
  const query = { name: '', text: `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}` };
  return { ...query, bind: () => ({ ...query, values: [] }) };
}

/** Of a statement that runs for every event: how it reads tables that grow without end, with statistics of the planner and without. */
describe('query plans', () => {
  let engine: TestEngine;
  let pool: SqlPool;
  const statements = new Map<string, Statement>();

  beforeAll(async () => {
    engine = await createTestEngine({});
    pool = engine.app.get(SqlPool);
    const run = pool.run.bind(pool);
    pool.run = (statement, parameters) => {
      statements.set(statement.name, statement);
      return run(statement, parameters);
    };
    const transaction = pool.transaction.bind(pool);
    pool.transaction = (work) =>
      transaction((sql) =>
        work({
          run: (statement, parameters) => {
            statements.set(statement.name, statement);
            return sql.run(statement, parameters);
          },
        }),
      );
    let delivered = 0;
    engine.app.get(RunnerRegistry).add(
      new ScriptedRunner('subscription', () => {
        delivered++;
        return { outcome: { kind: 'succeeded' } };
      }),
    );
    await consume('active');
    await publish(1);
    await consumeInOrder();
    for (const n of [1, 2])
      await engine.app.get(Publisher).publish({ tenant: 'default', type: 'ordered.made', data: { key: 'k', n } });
    await eventually(() => delivered === 1 + 2 * 2);
    await engine.app.get(Successors).lookAfter();
    await engine.app.get(FinishDrain).run();
    await engine.app.get(CrashRecovery).recover();
    await fetchAndCommit();
    await letExpire();
    await consume('paused');
  });
  afterAll(() => engine.close());

  async function consume(state: 'active' | 'paused'): Promise<void> {
    await engine.app.get(ConsumerCatalogue).put({
      id: CONSUMER,
      tenant: 'default',
      kind: 'subscription',
      name: 'plans',
      filters: ['*'],
      state,
      concurrency: 10,
      timeoutMs: 1_000,
      retry: { kind: 'list', delaysMs: [5], jitter: 0 },
      reply: false,
    });
  }

  async function consumeInOrder(): Promise<void> {
    await engine.app.get(ConsumerCatalogue).put({
      id: CONSUMER.replace(/1$/, '2'),
      tenant: 'default',
      kind: 'subscription',
      name: 'in order',
      filters: ['ordered.*'],
      state: 'active',
      concurrency: 10,
      timeoutMs: 1_000,
      retry: { kind: 'list', delaysMs: [5], jitter: 0 },
      reply: false,
      orderBy: 'data.key',
    });
  }

  async function fetchAndCommit(): Promise<void> {
    const id = CONSUMER.replace(/1$/, '3');
    await engine.app.get(ConsumerCatalogue).put({
      id,
      tenant: 'default',
      kind: 'subscription',
      name: 'fetches',
      filters: ['fetched.*'],
      state: 'active',
      concurrency: 10,
      timeoutMs: 1_000,
      retry: { kind: 'list', delaysMs: [5], jitter: 0 },
      reply: false,
      pull: true,
    });
    await engine.app.get(Publisher).publish({ tenant: 'default', type: 'fetched.made', data: {} });
    const consumer = await engine.app.get(ConsumerCatalogue).read(id);
    if (consumer === null) throw new Error('It was put a moment ago.');
    const leases = engine.app.get(Leases);
    const { id: lease } = await leases.take(consumer, 10, 10_000, 1_000);
    await leases.isOpen(consumer, lease);
    await leases.extend(consumer, lease, 10_000);
    await leases.complete(consumer, lease, undefined, { kind: 'succeeded' });
  }

  async function letExpire(): Promise<void> {
    await engine.app.get(ConsumerCatalogue).put({
      id: CONSUMER.replace(/1$/, '4'),
      tenant: 'default',
      kind: 'subscription',
      name: 'expires',
      filters: ['expiring.*'],
      state: 'paused',
      concurrency: 10,
      timeoutMs: 1_000,
      retry: { kind: 'list', delaysMs: [5], jitter: 0 },
      reply: false,
      settings: { expiresAfterMs: 1 },
    });
    await engine.app.get(Publisher).publish({ tenant: 'default', type: 'expiring.made', data: {} });
    await eventually(() => statements.has('expire-deliveries'));
  }

  async function publish(count: number): Promise<void> {
    const publisher = engine.app.get(Publisher);
    await Promise.all(
      Array.from({ length: count }, () => publisher.publish({ tenant: 'default', type: 'plans.made', data: {} })),
    );
  }

  async function readsOf({ text }: Statement): Promise<string[]> {
    const [row] = await pool.run(explaining(text), {});
    const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
    return (row?.['QUERY PLAN'] ?? [])
      .flatMap(({ Plan }) => nodes(Plan))
      .filter((node) => node['Node Type'].endsWith('Scan') && LARGE.test(node['Relation Name'] ?? ''))
      .map((node) => `${node['Node Type']} ${node['Index Name'] ?? ''} ${node['Index Cond'] ?? ''}`.trim());
  }

  /** By the row's address, by the index of due or of expired deliveries, or by a condition that few rows meet. */
  const isCheap = (read: string): boolean =>
    read.startsWith('Tid Scan') ||
    /^Index (?:Only )?Scan open_deliveries_(?:due|expiring|in_order|whose_turn_it_is|in_stages)\b/.test(read) ||
    // The indexes of dead letters, as its partitions call them.
    /^Index Only Scan finished_deliveries_\w+_(?:consumer_id_id|tenant_event_id)_idx/.test(read) ||
    (/^Index (?:Only )?Scan/.test(read) &&
      /\(\(?(?:id|event_id|delivery_id|dedup_key) = |AND \((?:id|event_id) = /.test(read));

  /** The gauge counts all dead letters, by either of their indexes, in at most a twentieth of the time. */
  const countsDeadLetters = (name: string, read: string): boolean =>
    name === 'unresolved-dead-letters' &&
    /^Index Scan finished_deliveries_\w+_(?:consumer_id_id|tenant_event_id)_idx$/.test(read);

  async function costlyReads(): Promise<Record<string, string[]>> {
    const costly: Record<string, string[]> = {};
    for (const statement of [...statements.values()].filter(({ name }) => name !== '')) {
      const reads = (await readsOf(statement)).filter(
        (read) => !isCheap(read) && !countsDeadLetters(statement.name, read),
      );
      if (reads.length > 0) costly[statement.name] = reads;
    }
    return costly;
  }

  it('are looked at for every statement of the hot path', () => {
    expect([...statements.keys()]).toEqual(
      expect.arrayContaining([
        'append-events',
        'claim-due-deliveries',
        'complete-deliveries',
        'take-over-lost-deliveries',
        'give-turns',
        'lock-turns',
        'open-keys',
        'staged-events',
        'finish-drains',
        'read-leased-deliveries',
        'find-open-in-lease',
        'consumers-of-expired',
        'expire-deliveries',
      ]),
    );
  });

  it('go by index while the tables are as good as empty, for a prepared plan outlives that', async () => {
    expect(await costlyReads()).toEqual({});
  });

  it('go by index when everything waits', async () => {
    await publish(EVENTS);
    await pool.run(statement()({ name: '', text: 'ANALYZE' }), {});
    expect(await costlyReads()).toEqual({});
  });

  it('go by index when everything is done', async () => {
    await consume('active');
    await eventually(async () => (await engine.app.get(QueueGauge).read()).ready === 0, { withinMs: 20_000 });
    await pool.run(statement()({ name: '', text: 'ANALYZE' }), {});
    expect(await costlyReads()).toEqual({});
  });
});
