import 'reflect-metadata';
import { SilentObserver } from '@kanca/core';
import { createDatabase, dataSourceOptions } from '@kanca/database';
import { ConsumerCatalogue, Publisher } from '@kanca/dispatch';
import { DeliveryQueue } from '@kanca/dispatch/engine';
import { createTestEngine } from '@kanca/testing';
import { DataSource } from 'typeorm';
import { median, round } from './support/figures.mjs';

const MILLIONS = [0, 1, 5];
const ROUNDS = 200;
const BATCH = 50;
const ROWS_AT_ONCE = 100_000;
const CONSUMER = '00000000-0000-7000-8000-000000000001';

/** What a claim and a completion of 50 deliveries cost while 0, 1 and 5 million finished deliveries lie beside them. */
export async function growth({ adminUrl }) {
  const engine = await createTestEngine({
    database: { url: await createDatabase(adminUrl, 'bench_growth') },
    settings: { worker: false, scheduler: false },
  });
  await engine.app.get(ConsumerCatalogue).put({
    id: CONSUMER,
    tenant: 'default',
    kind: 'subscription',
    name: 'growth',
    filters: ['*'],
    state: 'active',
    concurrency: 256,
    timeoutMs: 10_000,
    retry: { kind: 'list', delaysMs: [5], jitter: 0 },
    reply: false,
  });
  // Filling and vacuuming take longer than any statement of a hub may.
  const filler = new DataSource(
    dataSourceOptions({
      url: engine.database.url,
      tables: [],
      observer: new SilentObserver(),
      poolSize: 1,
      statementTimeoutMs: 3_600_000,
    }),
  );
  await filler.initialize();
  const figures = {};
  let filled = 0;
  let first = 0;
  for (const millions of MILLIONS) {
    while (filled < millions * 1_000_000) {
      await fill(filler);
      filled += ROWS_AT_ONCE;
    }
    await filler.query('VACUUM ANALYZE');
    const ms = await cost(engine);
    if (millions === 0) first = ms;
    figures[`ms for ${BATCH} at ${millions} M`] = round(ms, 2);
    if (millions > 0) figures[`ratio at ${millions} M`] = round(ms / first, 2);
  }
  await filler.destroy();
  await engine.close();
  return figures;
}

/** Finished deliveries of the last days, each with its event. */
async function fill(filler) {
  await filler.query(`
    WITH made AS (
      INSERT INTO kanca.events (tenant, id, source, type, "time", dedup_key, datacontenttype, traceparent, data_id, data_size)
      SELECT 'default', overlay(gen_random_uuid()::text PLACING today.part FROM 1 FOR 9)::uuid, '/bench', 'bench.made', now(),
             sha256(gen_random_uuid()::text::bytea), 'application/json', repeat('0', 55), gen_random_uuid(), 100
      FROM generate_series(1, ${ROWS_AT_ONCE}),
           (SELECT substr(id::text, 1, 9) AS part FROM kanca.events ORDER BY id DESC LIMIT 1) AS today
      RETURNING id)
    INSERT INTO kanca.finished_deliveries (tenant, id, event_id, consumer_id, state, attempts, created_at, attempt_id, outcome,
                                           status, started_at, duration_ms, detail)
    SELECT 'default', id, id, '${CONSUMER}', 'delivered', 1, now(), id, 'succeeded', 200, now(), 5, convert_to(repeat('x', 300), 'UTF8')
    FROM made`);
}

/** The median of claiming a batch and settling it, with a backlog waiting. */
async function cost(engine) {
  const publisher = engine.app.get(Publisher);
  const queue = engine.app.get(DeliveryQueue);
  const times = [];
  for (let round_ = 0; round_ < ROUNDS; round_++) {
    if (round_ % 20 === 0)
      await Promise.all(
        Array.from({ length: BATCH * 20 }, () =>
          publisher.publish({ tenant: 'default', type: 'bench.made', data: {} }),
        ),
      );
    const started = performance.now();
    const { deliveries } = await queue.claim({ slots: BATCH, kinds: ['subscription'], consumerIds: [] });
    await Promise.all(deliveries.map((delivery) => queue.complete(settled(delivery))));
    times.push(performance.now() - started);
    if (deliveries.length !== BATCH) throw new Error(`Claimed ${deliveries.length} instead of ${BATCH}.`);
  }
  return median(times);
}

function settled(delivery) {
  return {
    ...delivery,
    number: delivery.attempt,
    verdict: { state: 'delivered' },
    outcome: 'succeeded',
    status: 200,
    startedAt: Date.now(),
    durationMs: 5,
  };
}
