import { expect } from '@jest/globals';
import { toId } from '@kanca/core';
import { ConsumerCatalogue, DispatchSettings, Publisher } from '@kanca/dispatch';
import {
  CrashRecovery,
  DeliveryQueue,
  verdictOf,
  Successors,
  type AttemptOutcome,
  type TurnChange,
} from '@kanca/dispatch/engine';
import { DeliveryControl, EventReplay } from '@kanca/dispatch/operator';
import { SqlPool, statement } from '@kanca/database';
import type { TestEngine } from '@kanca/testing';
import fc from 'fast-check';
import { CONCURRENCY, CONSUMERS, POLICY, type Modelled, type QueueModel } from './queue-model.js';

/** Prepared: planning them anew for every step would take most of the time. */
const OPEN = statement<{ id: string; event_id: string; consumer_id: string }>()({
  name: 'model-open',
  text: 'SELECT id, event_id, consumer_id FROM kanca.open_deliveries ORDER BY order_place NULLS FIRST, id',
});
const ALL = statement<{ id: string; blocked: boolean; state: string }>()({
  name: 'model-all',
  text: 'SELECT id, state, attempts, waits, blocked FROM kanca.deliveries ORDER BY id',
});

/** One step of a history: done to the engine and to the model, which must then agree. */
abstract class Step implements fc.AsyncCommand<QueueModel, TestEngine> {
  check(_model: Readonly<QueueModel>): boolean {
    return true;
  }

  async run(model: QueueModel, engine: TestEngine): Promise<void> {
    model.steps++;
    await this.act(model, engine);
    await engine.app.get(Successors).settled();
    await agree(model, engine);
  }

  abstract act(model: QueueModel, engine: TestEngine): Promise<void>;
  abstract toString(): string;
}

class Publish extends Step {
  constructor(private readonly key: string | null) {
    super();
  }
  toString = (): string => `publish ${String(this.key)}`;

  async act(model: QueueModel, engine: TestEngine): Promise<void> {
    const data = this.key === null ? {} : { key: this.key };
    const { id } = await engine.app.get(Publisher).publish({ tenant: 'default', type: 'a.b', data });
    if (this.key !== null) model.events.set(id, this.key);
    await adoptNew(model, engine);
  }
}

/** What the engine has fanned out, in the order of its places. */
async function adoptNew(model: QueueModel, engine: TestEngine): Promise<void> {
  const rows = await engine.app.get(SqlPool).run(OPEN, {});
  const added = rows.filter(({ id }) => !model.deliveries.has(id));
  for (const { id, event_id: event, consumer_id: consumerId } of added) {
    const consumer = CONSUMERS.find((one) => one.id === consumerId);
    if (consumer !== undefined) model.add(id, toId('evt', event), consumer.name);
  }
  model.giveTurns();
}

class Claim extends Step {
  constructor(private readonly slots: number) {
    super();
  }
  toString = (): string => `claim ${String(this.slots)}`;

  async act(model: QueueModel, engine: TestEngine): Promise<void> {
    const room = CONSUMERS.some(
      ({ id, name }) =>
        model.busyWith(id, name) < CONCURRENCY &&
        model.all().some((one) => one.consumer === name && model.mayBeClaimed(one)),
    );
    const { deliveries } = await engine.app
      .get(DeliveryQueue)
      .claim({ slots: this.slots, kinds: ['subscription'], consumerIds: [] });
    expect(deliveries.length).toBeLessThanOrEqual(this.slots);
    expect(deliveries.length > 0).toBe(room);
    for (const delivery of deliveries) {
      const one = model.deliveries.get(delivery.deliveryId);
      if (one === undefined) throw new Error('Claimed a delivery that does not exist.');
      expect({ ...one, isFree: model.mayBeClaimed(one) }).toMatchObject({ isFree: true });
      model.claimed(one, delivery.claimId);
      expect(delivery.attempt).toBe(one.attempts);
      model.inHand.push(delivery);
    }
    for (const { name } of CONSUMERS)
      expect(model.inState('running').filter(({ consumer }) => consumer === name).length).toBeLessThanOrEqual(
        CONCURRENCY,
      );
    for (const key of new Set(model.events.values()))
      for (const name of ['skipping', 'blocking'])
        expect(
          model.inState('running').filter((one) => one.key === key && one.consumer === name).length,
        ).toBeLessThanOrEqual(1);
  }
}

class Complete extends Step {
  constructor(
    private readonly which: number,
    private readonly kind: 'succeeded' | 'failed' | 'rejected',
  ) {
    super();
  }
  override check(model: Readonly<QueueModel>): boolean {
    return model.inHand.length > 0;
  }
  toString = (): string => `complete #${String(this.which)} ${this.kind}`;

  async act(model: QueueModel, engine: TestEngine): Promise<void> {
    const [delivery] = model.inHand.splice(this.which % model.inHand.length, 1);
    const one = model.deliveries.get(delivery?.deliveryId ?? '');
    if (delivery === undefined || one === undefined) return;
    const outcome: AttemptOutcome = { kind: this.kind };
    const counted = await engine.app.get(DeliveryQueue).complete({
      ...delivery,
      number: delivery.attempt,
      verdict: verdictOf({
        attempt: delivery.attempt,
        outcome,
        policy: POLICY,
        onPoison: one.consumer === 'blocking' ? 'block' : 'skip',
        attemptsAllowed: delivery.attemptsAllowed,
        unit: () => 0,
      }),
      outcome: this.kind,
      startedAt: Date.now(),
      durationMs: 1,
    });
    const mayCount = model.isHeldBy(one, delivery.claimId);
    expect(counted).toBe(mayCount);
    if (mayCount) model.ended(one, this.kind);
  }
}

/** The worker dies: what it has in hand is never completed. */
class Crash extends Step {
  override check(model: Readonly<QueueModel>): boolean {
    return model.inHand.length > 0;
  }
  toString = (): string => 'crash';

  act(model: QueueModel, engine: TestEngine): Promise<void> {
    for (const delivery of model.inHand.splice(0)) engine.app.get(DeliveryQueue).abandon(delivery);
    return Promise.resolve();
  }
}

/** All leases run out and the recovery comes by. With a heartbeat before, only those who have died lose theirs. */
class Expire extends Step {
  constructor(private readonly hasHeartbeat: boolean) {
    super();
  }
  toString = (): string => (this.hasHeartbeat ? 'heartbeat and recover' : 'expire and recover');

  async act(model: QueueModel, engine: TestEngine): Promise<void> {
    await engine.dataSource.query(`UPDATE kanca.claims SET lease_until = now() - interval '1 minute'`);
    if (this.hasHeartbeat) await heartbeat(engine);
    const lives = (one: Modelled): boolean =>
      this.hasHeartbeat && model.inHand.some((held) => held.deliveryId === one.id && held.claimId === one.holder);
    const lost = model.inState('running').filter((one) => !lives(one));
    expect(await engine.app.get(CrashRecovery).recover()).toBe(lost.length);
    for (const one of lost) model.ended(one, 'lost');
  }
}

/** Prolongs all leases, however young they are. */
async function heartbeat(engine: TestEngine): Promise<void> {
  const settings = engine.app.get(DispatchSettings);
  const { claimMarginMs } = settings;
  Object.assign(settings, { claimMarginMs: 0 });
  await engine.app.get(DeliveryQueue).keepClaims();
  Object.assign(settings, { claimMarginMs });
}

class Pause extends Step {
  constructor(
    private readonly which: number,
    private readonly state: 'active' | 'paused',
  ) {
    super();
  }
  toString = (): string => `${this.state} ${String(this.which)}`;

  async act(model: QueueModel, engine: TestEngine): Promise<void> {
    const consumer = CONSUMERS[this.which % CONSUMERS.length];
    if (consumer === undefined) return;
    await engine.app.get(ConsumerCatalogue).setState(consumer.id, this.state);
    if (this.state === 'paused') model.paused.add(consumer.name);
    else model.paused.delete(consumer.name);
  }
}

class Cancel extends Step {
  constructor(private readonly which: number) {
    super();
  }
  toString = (): string => `cancel ${String(this.which)}`;

  async act(model: QueueModel, engine: TestEngine): Promise<void> {
    const one = model.pick(this.which);
    if (one === undefined) return;
    const cancelling = engine.app.get(DeliveryControl).cancel(toId('dlv', one.id), '*');
    if (one.state !== 'pending' && one.state !== 'blocked') {
      await expect(cancelling).rejects.toMatchObject({ code: 'conflict' });
      return;
    }
    await cancelling;
    model.cancelled(one);
  }
}

class Retry extends Step {
  constructor(private readonly which: number) {
    super();
  }
  toString = (): string => `retry ${String(this.which)}`;

  async act(model: QueueModel, engine: TestEngine): Promise<void> {
    const one = model.pick(this.which);
    if (one === undefined) return;
    const retrying = engine.app.get(DeliveryControl).retry(toId('dlv', one.id), '*');
    if (model.retried(one)) await retrying;
    else await expect(retrying).rejects.toMatchObject({ code: 'conflict' });
  }
}

class Replay extends Step {
  constructor(private readonly which: number) {
    super();
  }
  toString = (): string => `replay ${String(this.which)}`;

  async act(model: QueueModel, engine: TestEngine): Promise<void> {
    const one = model.pick(this.which);
    if (one === undefined) return;
    const underWay = model.all().filter((other) => other.event === one.event && model.isOpen(other)).length;
    const before = model.deliveries.size;
    const { deliveries, skipped } = await engine.app.get(EventReplay).run(one.event, '*');
    expect({ deliveries, skipped }).toEqual({ deliveries: CONSUMERS.length - underWay, skipped: underWay });
    await adoptNew(model, engine);
    expect(model.deliveries.size - before).toBe(deliveries);
  }
}

/** The process dies between its commit and giving the turns that the commit had changed; another looks after them later. */
class DyingBeforeTheTurn extends Step {
  constructor(private readonly step: Step) {
    super();
  }
  override check(model: Readonly<QueueModel>): boolean {
    return this.step.check(model);
  }
  toString = (): string => `dying: ${this.step.toString()}`;

  async act(model: QueueModel, engine: TestEngine): Promise<void> {
    const turns = engine.app.get(Successors);
    const changed: (changes: readonly TurnChange[]) => void = turns.changed.bind(turns);
    turns.changed = () => undefined;
    try {
      await this.step.act(model, engine);
    } finally {
      turns.changed = changed;
    }
    await turns.lookAfter();
  }
}

async function agree(model: QueueModel, engine: TestEngine): Promise<void> {
  const rows = await engine.app.get(SqlPool).run(ALL, {});
  const seen = rows.map(({ blocked, ...row }) => ({ ...row, state: blocked ? 'blocked' : row.state }));
  const expected = model
    .all()
    .map(({ id, state, attempts, waits }) => ({
      id,
      state,
      attempts,
      waits: waits && model.isOpen({ state } as Modelled),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(seen).toEqual(expected);
  for (const { settled } of model.all()) expect(settled).toBeLessThanOrEqual(1);
}

const publish = fc.constantFrom('a', 'b', null).map((key) => new Publish(key));
const complete = fc
  .tuple(fc.nat(20), fc.constantFrom('succeeded' as const, 'failed' as const, 'rejected' as const))
  .map(([which, kind]) => new Complete(which, kind));
const cancel = fc.nat(40).map((which) => new Cancel(which));

const replay = fc.nat(40).map((which) => new Replay(which));

/** Histories of up to `maxSteps` steps. */
export function histories(maxSteps: number): fc.Arbitrary<Iterable<fc.AsyncCommand<QueueModel, TestEngine>>> {
  return fc.commands(
    [
      publish,
      fc.integer({ min: 1, max: 8 }).map((slots) => new Claim(slots)),
      complete,
      complete,
      fc.constant(new Crash()),
      fc.boolean().map((hasHeartbeat) => new Expire(hasHeartbeat)),
      fc
        .tuple(fc.nat(3), fc.constantFrom('active' as const, 'active' as const, 'paused' as const))
        .map(([which, state]) => new Pause(which, state)),
      cancel,
      fc.nat(40).map((which) => new Retry(which)),
      replay,
      fc.oneof(publish, complete, cancel, replay).map((step) => new DyingBeforeTheTurn(step)),
    ],
    { maxCommands: maxSteps, size: 'max' },
  );
}

/** However a history ended: consumers that run, and an honest worker, bring every delivery to an end that somebody decided. */
export async function bringToAnEnd(model: QueueModel, engine: TestEngine): Promise<void> {
  for (const index of CONSUMERS.keys()) await new Pause(index, 'active').run(model, engine);
  for (let round = 0; model.all().some((one) => model.isOpen(one)); round++) {
    if (round > 500) throw new Error('The queue does not come to an end.');
    if (model.inHand.length > 0) await new Crash().run(model, engine);
    await new Expire(false).run(model, engine);
    for (const [index, { state }] of model.all().entries())
      if (state === 'blocked') await new Cancel(index).run(model, engine);
    await new Claim(8).run(model, engine);
    while (model.inHand.length > 0) await new Complete(0, 'succeeded').run(model, engine);
  }
}
