import type { AttemptEnded, DeliveriesExpired, IngestAnswered } from '@kanca/core';
import type { QueueDepths } from '@kanca/dispatch/operator';
import type { BlockedReport } from '@kanca/egress';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600];

/** Every metric of the hub. Labels hold only values from bounded sets. One registry for each hub, never the global one. */
export class Metrics {
  readonly registry = new Registry();

  private readonly ingestRequests = new Counter({
    name: 'kanca_ingest_requests_total',
    help: 'Incoming requests by what became of them.',
    labelNames: ['provider', 'outcome'],
    registers: [this.registry],
  });

  private readonly ingestDuration = new Histogram({
    name: 'kanca_ingest_duration_seconds',
    help: 'From the arrival of an incoming request to its answer.',
    buckets: SECONDS,
    registers: [this.registry],
  });

  private readonly events = new Counter({
    name: 'kanca_events_total',
    help: 'Events stored.',
    labelNames: ['provider'],
    registers: [this.registry],
  });

  private readonly deliveries = new Counter({
    name: 'kanca_deliveries_total',
    help: 'Attempts by the state they left their delivery in; expired: deliveries whose time was over before they were delivered.',
    labelNames: ['kind', 'outcome'],
    registers: [this.registry],
  });

  private readonly deliveryDuration = new Histogram({
    name: 'kanca_delivery_duration_seconds',
    help: 'How long attempts took.',
    labelNames: ['kind'],
    buckets: SECONDS,
    registers: [this.registry],
  });

  private readonly deliveryLag = new Histogram({
    name: 'kanca_delivery_lag_seconds',
    help: 'From the moment a delivery was due to the start of its attempt.',
    labelNames: ['kind'],
    buckets: SECONDS,
    registers: [this.registry],
  });

  private readonly handlerRuns = new Counter({
    name: 'kanca_handler_runs_total',
    help: 'Runs of handlers by the state they left their delivery in.',
    labelNames: ['handler', 'outcome'],
    registers: [this.registry],
  });

  private readonly claimsExpired = new Counter({
    name: 'kanca_leases_expired_total',
    help: 'Deliveries whose worker was gone and that were given back.',
    registers: [this.registry],
  });

  private readonly egressBlocked = new Counter({
    name: 'kanca_egress_blocked_total',
    help: 'Outgoing calls that the egress guard refused.',
    labelNames: ['purpose', 'reason'],
    registers: [this.registry],
  });

  private readonly queueDeliveries = new Gauge({
    name: 'kanca_queue_deliveries',
    help: 'Deliveries by state: ready, scheduled, running, held, dead (without dead letters that a replay has resolved).',
    labelNames: ['state'],
    registers: [this.registry],
  });

  private readonly queueOldestAge = new Gauge({
    name: 'kanca_queue_oldest_age_seconds',
    help: 'How long the oldest ready delivery has been due.',
    registers: [this.registry],
  });

  private readonly outboxEvents = new Gauge({
    name: 'kanca_outbox_events',
    help: 'Events emitted in a transaction that are not in the log yet.',
    registers: [this.registry],
  });

  private readonly circuitOpen = new Gauge({
    name: 'kanca_circuit_open',
    help: 'Subscriptions whose endpoint is left alone or probed, because it failed.',
    registers: [this.registry],
  });

  private readonly databaseUp = new Gauge({
    name: 'kanca_database_up',
    help: 'Whether the database answered when the metrics were read: 1 or 0. While it is 0 the gauges of the queue are left out.',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  showQueue({ oldestAgeSeconds, outbox, ...depths }: QueueDepths, circuitsOpen: number): void {
    this.databaseUp.set(1);
    for (const [state, count] of Object.entries(depths)) this.queueDeliveries.set({ state }, count);
    this.queueOldestAge.set(oldestAgeSeconds);
    this.outboxEvents.set(outbox);
    this.circuitOpen.set(circuitsOpen);
  }

  /** Old numbers would look like news. */
  hideQueue(): void {
    this.databaseUp.set(0);
    for (const gauge of [this.queueOldestAge, this.outboxEvents, this.circuitOpen]) gauge.remove();
    this.queueDeliveries.reset();
  }

  countIngest({ provider, outcome, durationMs }: IngestAnswered): void {
    this.ingestRequests.inc({ provider, outcome });
    this.ingestDuration.observe(durationMs / 1_000);
  }

  countEvents(provider: string, count: number): void {
    this.events.inc({ provider }, count);
  }

  countAttempt({ kind, state, durationMs, lagMs, consumer }: AttemptEnded): void {
    const outcome = state === 'pending' ? 'retry' : state;
    this.deliveries.inc({ kind, outcome });
    this.deliveryDuration.observe({ kind }, durationMs / 1_000);
    this.deliveryLag.observe({ kind }, Math.max(0, lagMs) / 1_000);
    if (kind === 'handler') this.handlerRuns.inc({ handler: consumer, outcome });
  }

  countBlocked({ purpose, reason }: Pick<BlockedReport, 'purpose' | 'reason'>): void {
    this.egressBlocked.inc({ purpose, reason });
  }

  countExpiredDeliveries({ kind, deliveries }: DeliveriesExpired): void {
    this.deliveries.inc({ kind, outcome: 'expired' }, deliveries);
  }

  countExpired(deliveries: number): void {
    this.claimsExpired.inc(deliveries);
  }
}
