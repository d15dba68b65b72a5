import {
  loggedConsumer,
  Observer,
  type AttemptEnded,
  type DeliveriesExpired,
  type IngestAnswered,
  type NoteLevel,
} from '@kanca/core';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.js';

/** Logs and counts everything that happens, each in one place. */
export class HubObserver extends Observer {
  constructor(
    private readonly log: Logger,
    private readonly metrics: Metrics,
  ) {
    super();
  }

  ingestAnswered(answer: IngestAnswered): void {
    this.metrics.countIngest(answer);
    const refused = answer.outcome === 'rejected' || answer.outcome === 'failed' || answer.outcome === 'unavailable';
    if (refused) this.log.warn(answer, 'incoming request refused');
    else if (this.log.isLevelEnabled('debug')) this.log.debug(answer, 'incoming request answered');
  }

  eventsStored(provider: string, count: number): void {
    this.metrics.countEvents(provider, count);
  }

  attemptEnded(ended: AttemptEnded): void {
    this.metrics.countAttempt(ended);
    const isUneventful = ended.error === undefined && ended.state !== 'dead' && ended.state !== 'blocked';
    // What happens most is logged least: nothing is made for a line that nobody writes.
    if (isUneventful && !this.log.isLevelEnabled('debug')) return;
    const attempt = { ...ended, consumer: loggedConsumer(ended) };
    if (isUneventful) this.log.debug(attempt, 'delivered');
    else if (attempt.state === 'dead') this.log.error(attempt, 'delivery is a dead letter now');
    else if (attempt.state === 'blocked')
      this.log.error(attempt, 'delivery has failed for good, and the later ones of its key wait: retry or cancel it');
    else this.log.warn(attempt, 'attempt failed');
  }

  claimsExpired(deliveries: number): void {
    this.metrics.countExpired(deliveries);
    this.log.warn({ deliveries }, 'a worker stopped in the middle of these deliveries: they are tried again');
  }

  deliveriesExpired(expired: DeliveriesExpired): void {
    this.metrics.countExpiredDeliveries(expired);
    this.log.warn(
      { ...expired, consumer: loggedConsumer(expired) },
      'deliveries have expired: they are dead letters now',
    );
  }

  faulted(what: string, error: unknown): void {
    this.log.error({ err: error, what }, `failed: ${what}`);
  }

  noted(message: string, fields: Readonly<Record<string, unknown>>, level: NoteLevel = 'info'): void {
    this.log[level](fields, message);
  }
}
