import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { maxAttempts, type RetryPolicy } from '@kanca/core';
import {
  ConsumerCatalogue,
  DeliveryQueue,
  Publisher,
  CrashRecovery,
  settle,
  type AttemptOutcome,
  type ClaimedDelivery,
} from '@kanca/dispatch';
import { createTestEngine, type TestEngine } from '@kanca/testing';
import fc from 'fast-check';

/**
 * Random histories of claims, crashes, expired leases and late completions, run against PostgreSQL and against a model that
 * fits on a page. After every step the table must say what the model says.
 */
const POLICY: RetryPolicy = { kind: 'list', delaysMs: [0, 0, 0], jitter: 0 };
const CONSUMER = '00000000-0000-7000-8000-000000000001';
const CONCURRENCY = 3;

interface Modelled {
  state: 'pending' | 'running' | 'delivered' | 'dead';
  attempts: number;
  /** The claim that may settle it now. */
  holder: string | null;
  settledTimes: number;
}

interface Held {
  readonly delivery: ClaimedDelivery;
}

class Model {
  readonly deliveries = new Map<string, Modelled>();
  /** Claims that workers still have in hand, the lost ones included. */
  readonly inHand: Held[] = [];

  running(): number {
    return [...this.deliveries.values()].filter(({ state }) => state === 'running').length;
  }
}

class Publish implements fc.AsyncCommand<Model, TestEngine> {
  check = (): boolean => true;
  toString = (): string => 'publish';

  async run(model: Model, engine: TestEngine): Promise<void> {
    await engine.app.get(Publisher).publish({ tenant: 'default', type: 'a.b', data: 1 });
    const rows = await engine.dataSource.query<{ id: string }[]>('SELECT id FROM kanca.deliveries');
    for (const { id } of rows)
      if (!model.deliveries.has(id))
        model.deliveries.set(id, { state: 'pending', attempts: 0, holder: null, settledTimes: 0 });
    await agree(model, engine);
  }
}

class Claim implements fc.AsyncCommand<Model, TestEngine> {
  constructor(private readonly slots: number) {}
  check = (): boolean => true;
  toString = (): string => `claim ${String(this.slots)}`;

  async run(model: Model, engine: TestEngine): Promise<void> {
    const before = model.running();
    const { deliveries } = await engine.app
      .get(DeliveryQueue)
      .claim({ slots: this.slots, kinds: ['subscription'], consumerIds: [] });
    expect(before + deliveries.length).toBeLessThanOrEqual(Math.max(before, CONCURRENCY));
    for (const delivery of deliveries) {
      const modelled = model.deliveries.get(delivery.deliveryId);
      if (modelled === undefined) throw new Error('claimed a delivery that does not exist');
      expect(modelled.state).toBe('pending');
      modelled.state = 'running';
      modelled.attempts++;
      modelled.holder = delivery.claimId;
      expect(delivery.attempt).toBe(modelled.attempts);
      model.inHand.push({ delivery });
    }
    await agree(model, engine);
  }
}

class Complete implements fc.AsyncCommand<Model, TestEngine> {
  constructor(
    private readonly which: number,
    private readonly kind: 'succeeded' | 'failed' | 'rejected',
  ) {}
  check = (model: Readonly<Model>): boolean => model.inHand.length > 0;
  toString = (): string => `complete #${String(this.which)} ${this.kind}`;

  async run(model: Model, engine: TestEngine): Promise<void> {
    const [held] = model.inHand.splice(this.which % model.inHand.length, 1);
    if (held === undefined) return;
    const { delivery } = held;
    const counted = await complete(engine, delivery, { kind: this.kind });
    const modelled = model.deliveries.get(delivery.deliveryId);
    const mayCount = modelled?.state === 'running' && modelled.holder === delivery.claimId;
    expect(counted).toBe(mayCount);
    if (modelled !== undefined && mayCount) apply(modelled, { kind: this.kind });
    await agree(model, engine);
  }
}

/** The worker dies: what it has in hand is never completed. */
class Crash implements fc.AsyncCommand<Model, TestEngine> {
  check = (model: Readonly<Model>): boolean => model.inHand.length > 0;
  toString = (): string => 'crash';

  async run(model: Model, engine: TestEngine): Promise<void> {
    for (const { delivery } of model.inHand.splice(0)) engine.app.get(DeliveryQueue).abandon(delivery);
    await agree(model, engine);
  }
}

/** All leases run out and the reconciler comes by. Workers that live keep what they have in hand, and are stale from now on. */
class Expire implements fc.AsyncCommand<Model, TestEngine> {
  check = (model: Readonly<Model>): boolean => model.running() > 0;
  toString = (): string => 'expire and reconcile';

  async run(model: Model, engine: TestEngine): Promise<void> {
    await engine.dataSource.query(`UPDATE kanca.claims SET lease_until = now() - interval '1 minute'`);
    expect(await engine.app.get(CrashRecovery).recover()).toBe(model.running());
    for (const modelled of model.deliveries.values())
      if (modelled.state === 'running') apply(modelled, { kind: 'lost' });
    await agree(model, engine);
  }
}

function complete(engine: TestEngine, delivery: ClaimedDelivery, outcome: AttemptOutcome): Promise<boolean> {
  return engine.app.get(DeliveryQueue).complete({
    tenant: delivery.tenant,
    deliveryId: delivery.deliveryId,
    consumerId: delivery.consumerId,
    claimId: delivery.claimId,
    number: delivery.attempt,
    settlement: settle({ attempt: delivery.attempt, outcome, policy: POLICY, unit: () => 0 }),
    outcome: outcome.kind,
    startedAt: Date.now(),
    durationMs: 1,
  });
}

function apply(modelled: Modelled, outcome: AttemptOutcome): void {
  const last = modelled.attempts >= maxAttempts(POLICY);
  modelled.holder = null;
  if (outcome.kind === 'succeeded') modelled.state = 'delivered';
  else if (outcome.kind === 'rejected' || last) modelled.state = 'dead';
  else modelled.state = 'pending';
  if (modelled.state === 'delivered' || modelled.state === 'dead') modelled.settledTimes++;
}

async function agree(model: Model, engine: TestEngine): Promise<void> {
  const rows = await engine.dataSource.query<{ id: string; state: string; attempts: number }[]>(
    'SELECT id, state, attempts FROM kanca.deliveries ORDER BY id',
  );
  const expected = [...model.deliveries]
    .map(([id, { state, attempts }]) => ({ id, state, attempts }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(rows).toEqual(expected);
  for (const { settledTimes } of model.deliveries.values()) expect(settledTimes).toBeLessThanOrEqual(1);
}

describe('the queue, against a model of it', () => {
  let engine: TestEngine;

  beforeAll(async () => {
    engine = await createTestEngine({ settings: { worker: false, scheduler: false } });
    await engine.app.get(ConsumerCatalogue).put({
      id: CONSUMER,
      tenant: 'default',
      kind: 'subscription',
      name: 'modelled',
      filters: ['*'],
      state: 'active',
      concurrency: CONCURRENCY,
      timeoutMs: 60_000,
      retry: POLICY,
      reply: false,
    });
  });

  afterAll(async () => {
    await engine.close();
  });

  it('loses no delivery and lets no stale worker settle one, whatever happens in whatever order', async () => {
    const commands = fc.commands(
      [
        fc.constant(new Publish()),
        fc.integer({ min: 1, max: 5 }).map((slots) => new Claim(slots)),
        fc
          .tuple(fc.nat(20), fc.constantFrom('succeeded' as const, 'failed' as const, 'rejected' as const))
          .map(([which, kind]) => new Complete(which, kind)),
        fc.constant(new Crash()),
        fc.constant(new Expire()),
      ],
      { maxCommands: 40, size: 'max' },
    );
    await fc.assert(
      fc.asyncProperty(commands, async (steps) => {
        await engine.dataSource.query(
          'TRUNCATE kanca.open_deliveries, kanca.finished_deliveries, kanca.claims, kanca.events, kanca.earlier_attempts',
        );
        const model = new Model();
        await fc.asyncModelRun(() => ({ model, real: engine }), steps);
        await drain(model, engine);
        for (const { state } of model.deliveries.values()) expect(['delivered', 'dead']).toContain(state);
      }),
      { numRuns: 60 },
    );
  }, 300_000);
});

/** However a history ended, an honest worker brings every delivery to an end. */
async function drain(model: Model, engine: TestEngine): Promise<void> {
  if (model.running() > 0) await new Expire().run(model, engine);
  for (let round = 0; [...model.deliveries.values()].some(({ state }) => state === 'pending'); round++) {
    if (round > 500) throw new Error('The queue does not come to an end.');
    await new Crash().run(model, engine);
    await new Claim(5).run(model, engine);
    while (model.inHand.length > 0) await new Complete(0, 'succeeded').run(model, engine);
  }
}
