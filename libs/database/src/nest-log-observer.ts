import {
  loggedConsumer,
  Observer,
  type AttemptEnded,
  type DeliveriesExpired,
  type IngestAnswered,
  type NoteLevel,
} from '@kanca/core';
import { Logger, type LoggerService } from '@nestjs/common';

const LEVELS: Readonly<Record<NoteLevel, 'debug' | 'log' | 'warn' | 'error'>> = {
  debug: 'debug',
  info: 'log',
  warn: 'warn',
  error: 'error',
};

/**
 * Writes to the logger of the Nest application what its operator has to know: refused requests, failed attempts, dead letters, and what
 * failed inside Kanca. What went well is written at the level `debug`. Secrets, bodies and the paths of subscribers' URIs are never written.
 * @example DispatchModule.register({ observer: new NestLogObserver(new Logger('webhooks')) })
 */
export class NestLogObserver extends Observer {
  constructor(private readonly logger: LoggerService = new Logger('Kanca')) {
    super();
  }

  ingestAnswered({ outcome, provider, source, status, reason, requestId }: IngestAnswered): void {
    const isRefused = outcome === 'rejected' || outcome === 'failed' || outcome === 'unavailable';
    this.write(isRefused ? 'warn' : 'debug', 'incoming request', {
      provider,
      source,
      outcome,
      status,
      reason,
      requestId,
    });
  }

  eventsStored(provider: string, count: number): void {
    this.write('debug', 'events stored', { provider, count });
  }

  attemptEnded(ended: AttemptEnded): void {
    const { state, deliveryId, eventType, attempt, error } = ended;
    const fields = { consumer: loggedConsumer(ended), deliveryId, eventType, attempt, error };
    if (state === 'dead') this.write('error', 'delivery is a dead letter now', fields);
    else if (state === 'blocked')
      this.write('error', 'delivery has failed for good, and the later ones of its key wait', fields);
    else if (error === undefined) this.write('debug', `attempt ended: ${state}`, fields);
    else this.write('warn', 'attempt failed', fields);
  }

  claimsExpired(deliveries: number): void {
    this.write('warn', 'a worker stopped in the middle of deliveries: they are tried again', { deliveries });
  }

  deliveriesExpired({ consumer, ...expired }: DeliveriesExpired): void {
    this.write('warn', 'deliveries have expired: they are dead letters now', {
      ...expired,
      consumer: loggedConsumer({ ...expired, consumer }),
    });
  }

  faulted(what: string, error: unknown): void {
    this.logger.error(`failed: ${what}`, error instanceof Error ? error.stack : String(error));
  }

  noted(message: string, fields: Readonly<Record<string, unknown>>, level: NoteLevel = 'info'): void {
    this.write(LEVELS[level], message, fields);
  }

  private write(
    level: 'debug' | 'log' | 'warn' | 'error',
    message: string,
    fields: Readonly<Record<string, unknown>>,
  ): void {
    const text = Object.keys(fields).length === 0 ? message : `${message} ${JSON.stringify(fields)}`;
    if (level === 'debug') this.logger.debug?.(text);
    else this.logger[level](text);
  }
}
