import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SqlPool, type SqlRunner, type Statement } from '@kanca/database';
import { ConsumerCatalogue, Publisher } from '@kanca/dispatch';
import { FinishDrain, ReplayRunner } from '@kanca/dispatch/engine';
import { HeldDeliveries, ReplayPreview, Replays, type ReplayFilter } from '@kanca/dispatch/operator';
import { createTestEngine, type TestEngine } from '@kanca/testing';

const CONSUMER = '00000000-0000-7000-8000-000000000001';
/** They grow with every event; the others stay small. */
const LARGE = /^(?:open_deliveries|finished_deliveries|events|bodies)(?:_|$)/;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Its parameters have no values: the plan is the one for any. */
function explaining(text: string): Statement<object, { 'QUERY PLAN': readonly { Plan: PlanNode }[] }> {
  const query = { name: '', text: `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}` };
  return { ...query, bind: () => ({ ...query, values: [] }) };
}

/** Of replays and resumptions: how each of their statements reads tables that grow without end. */
describe('the query plans of a replay', () => {
  let engine: TestEngine;
  let pool: SqlPool;
  const statements = new Map<string, Statement>();

  const watched = (runner: SqlRunner): SqlRunner => ({
    run: (statement, parameters) => {
      statements.set(statement.name, statement);
      return runner.run(statement, parameters);
    },
  });

  beforeAll(async () => {
    engine = await createTestEngine({ settings: { worker: false, scheduler: false } });
    pool = engine.app.get(SqlPool);
    const plain: SqlRunner = { run: pool.run.bind(pool) };
    const transaction = pool.transaction.bind(pool);
    pool.run = (statement, parameters) => watched(plain).run(statement, parameters);
    pool.transaction = (work) => transaction((sql) => work(watched(sql)));

    const catalogue = engine.app.get(ConsumerCatalogue);
    await catalogue.put({
      id: CONSUMER,
      tenant: 'default',
      kind: 'subscription',
      name: 'plans',
      filters: ['*'],
      state: 'paused',
      concurrency: 10,
      timeoutMs: 1_000,
      retry: { kind: 'list', delaysMs: [5], jitter: 0 },
      reply: false,
      where: { 'data.n': { $gte: 0 } },
    });
    const publisher = engine.app.get(Publisher);
    const { id } = await publisher.publish({ tenant: 'default', type: 'plans.made', data: { n: 1 } });
    await publisher.publish({ tenant: 'default', type: 'plans.made', data: { n: 2 } });
    await engine.dataSource.query(
      `UPDATE kanca.open_deliveries SET attempts = 1, lane = 1, due_at = now() + interval '1 hour'`,
    );
    const filters: ReplayFilter[] = [
      { all: true },
      { ids: [id] },
      { state: 'dead' },
      { state: 'failed' },
      { state: 'missing' },
    ];
    for (const filter of filters) {
      await engine.app.get(ReplayPreview).count(filter, '*');
      await engine.app.get(Replays).create({ tenant: '*', filter });
    }
    await engine.app.get(ReplayRunner).run();
    const hold = engine.app.get(HeldDeliveries);
    await hold.release(CONSUMER, { deliver: { last: 1 } }, () => Promise.resolve());
    await hold.release(CONSUMER, { deliver: 'none', rate: 5 }, () => Promise.resolve());
    await engine.app.get(ReplayRunner).run();
    await engine.app.get(Replays).create({ tenant: '*', filter: { state: 'missing' } });
    await engine.app.get(ReplayRunner).run();
    await engine.app.get(FinishDrain).run();
  });
  afterAll(() => engine.close());

  it('are looked at for every statement', () => {
    expect([...statements.keys()]).toEqual(
      expect.arrayContaining([
        ...['log', 'ids', 'dead', 'failed'].map((way) => `replay-find-by-${way}`),
        'replay-next-tenant',
        'replay-read-bodies',
        'replay-pair-states',
        'replay-hasten-retries',
        'add-deliveries',
        'first-to-keep',
        'cancel-held',
        'set-drain',
        'finish-drains',
      ]),
    );
  });

  it('go by the condition of an index, or to the address of a row', async () => {
    const costly: Record<string, string[]> = {};
    for (const { name, text } of [...statements.values()]) {
      const rows = await pool.run(explaining(text), {});
      const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
      const reads = rows
        .flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodes(Plan)))
        .filter((node) => node['Node Type'].endsWith('Scan') && LARGE.test(node['Relation Name'] ?? ''))
        .filter((node) => node['Node Type'] !== 'Tid Scan' && node['Index Cond'] === undefined)
        .map((node) => `${node['Node Type']} of ${String(node['Relation Name'])}`);
      if (reads.length > 0) costly[name] = reads;
    }
    expect(costly).toEqual({});
  });
});
