import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConsumerCatalogue } from '@kanca/dispatch';
import { DeliveryQueue } from '@kanca/dispatch/engine';
import { createTestEngine, type TestEngine } from '@kanca/testing';
import fc from 'fast-check';
import { bringToAnEnd, histories } from './model/commands.js';
import { CONSUMERS, QueueModel } from './model/queue-model.js';

const TABLES = ['open_deliveries', 'finished_deliveries', 'claims', 'events', 'earlier_attempts'];
const HOUR_MS = 3_600_000;
const STEPS_OF_A_HISTORY = 60;
/** More of them by hand: `MODEL_STEPS=100000 npm test -- delivery-model`. */
const STEPS = Number(process.env['MODEL_STEPS'] ?? 1_500);

/**
 * Random histories of everything that can happen to a delivery, run against PostgreSQL and against a model that fits on a page:
 * claims, completions, crashes, expired leases, heartbeats, pauses, keys that keep an order, chains of handlers, cancelling and retrying
 * by hand, replays, processes that die at the worst moment. After every step the tables must say what the model says.
 */
describe('the queue, against a model of it', () => {
  let engine: TestEngine;

  beforeAll(async () => {
    // Leases so long that nothing but a step of the history prolongs them.
    const longClaims = { claimMarginMs: HOUR_MS, maxClaimMs: HOUR_MS };
    engine = await createTestEngine({ settings: { worker: false, scheduler: false, ...longClaims } });
    for (const consumer of CONSUMERS) await engine.app.get(ConsumerCatalogue).put(consumer);
  });

  afterAll(async () => {
    await engine.close();
  });

  it(
    'loses no delivery and lets no stale worker settle one, whatever happens in whatever order',
    async () => {
      let steps = 0;
      let model = new QueueModel();
      while (steps < STEPS)
        await fc.assert(
          fc.asyncProperty(histories(STEPS_OF_A_HISTORY), async (history) => {
            // Not TRUNCATE: there are partitions by the dozen, and few rows.
            for (const table of TABLES) await engine.dataSource.query(`DELETE FROM kanca.${table}`);
            // What a history that failed has left in hand must not count in the next.
            for (const delivery of model.inHand) engine.app.get(DeliveryQueue).abandon(delivery);
            model = new QueueModel();
            for (const { id } of CONSUMERS) await engine.app.get(ConsumerCatalogue).setState(id, 'active');
            await fc.asyncModelRun(() => ({ model, real: engine }), history);
            await bringToAnEnd(model, engine);
            steps += model.steps;
            for (const { state } of model.all()) expect(['delivered', 'dead', 'cancelled']).toContain(state);
          }),
          { numRuns: 10 },
        );
    },
    HOUR_MS,
  );
});
