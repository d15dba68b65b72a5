/** What became of one incoming request. */
export type IngestOutcome =
  'accepted' | 'duplicate' | 'handshake' | 'rejected' | 'unknown_source' | 'bad_request' | 'unavailable' | 'failed';

/** What the observer hears when an incoming request was answered: by which source, how, and after how many milliseconds. */
export interface IngestAnswered {
  /** The provider's name, or `unknown`: never what the caller wrote, so that metrics stay bounded. */
  readonly provider: string;
  readonly outcome: IngestOutcome;
  readonly status: number;
  readonly durationMs: number;
  readonly requestId: string;
  readonly source?: string;
  /** For operators only: why a request was refused. */
  readonly reason?: string;
}

/** What the observer hears when an attempt has ended: its consumer, its event, and the state that the delivery is in now. */
export interface AttemptEnded {
  readonly kind: 'handler' | 'subscription';
  readonly consumer: string;
  readonly deliveryId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly attempt: number;
  /** State of the delivery after the attempt. */
  readonly state: 'delivered' | 'pending' | 'dead' | 'blocked' | 'cancelled' | 'expired' | 'lost';
  readonly durationMs: number;
  /** From the moment it was due to the start of the attempt. */
  readonly lagMs: number;
  readonly error?: string;
}

/** Deliveries that ended undelivered because their time was over. No attempt ended with them. */
export interface DeliveriesExpired {
  readonly kind: AttemptEnded['kind'];
  readonly consumer: string;
  readonly deliveries: number;
}

/** A consumer as a log line names it: of a subscriber's URI the origin, since path and query often hold a token. */
export function loggedConsumer({ kind, consumer }: Pick<AttemptEnded, 'kind' | 'consumer'>): string {
  return kind === 'subscription' && URL.canParse(consumer) ? new URL(consumer).origin : consumer;
}

/** How serious a note for the log is. */
export type NoteLevel = 'debug' | 'info' | 'warn' | 'error';

/** Everything worth a log line, a counter or a trace passes here, once. The hub turns it into pino and Prometheus. */
export abstract class Observer {
  abstract ingestAnswered(answer: IngestAnswered): void;
  abstract eventsStored(provider: string, count: number): void;
  abstract attemptEnded(attempt: AttemptEnded): void;
  abstract claimsExpired(deliveries: number): void;
  abstract deliveriesExpired(expired: DeliveriesExpired): void;
  /** Something failed inside Kanca and was survived: `what` names the activity. */
  abstract faulted(what: string, error: unknown): void;
  abstract noted(message: string, fields: Readonly<Record<string, unknown>>, level?: NoteLevel): void;
}

/** Hears nothing. For tests and for embedding without logs. */
export class SilentObserver extends Observer {
  ingestAnswered(): void {
    // Nothing to do: silence is the point.
  }
  eventsStored(): void {
    // Nothing to do: silence is the point.
  }
  attemptEnded(): void {
    // Nothing to do: silence is the point.
  }
  claimsExpired(): void {
    // Nothing to do: silence is the point.
  }
  deliveriesExpired(): void {
    // Nothing to do: silence is the point.
  }
  faulted(): void {
    // Nothing to do: silence is the point.
  }
  noted(): void {
    // Nothing to do: silence is the point.
  }
}
