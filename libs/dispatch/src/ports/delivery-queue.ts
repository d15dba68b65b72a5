import type { AttemptOutcome, Verdict } from './verdict.js';
import type { EventHead } from './event-head.js';

/** What is told of a delivery that ended in a way that its owner wants to hear of. Written in the statement that ends it. */
export interface DeliveryNews {
  /** JSON. */
  readonly data: string;
  /** `dlv_…` */
  readonly subject: string;
  /** `evt_…`: so that a handler of the news that brings about the next one is found out. */
  readonly cause: string;
}

/** What a claim gave a consumer. */
export interface Taken {
  readonly consumerId: string;
  /** Of the consumer: `*` for a handler. */
  readonly tenant: string;
  readonly deliveries: number;
  /** How many it could be given in that claim. */
  readonly quota: number;
  /** How many it had room for: more than its quota when the worker's slots were shared out among many. */
  readonly room: number;
  /** Deliveries a second that it may have at most; null for no such bound. */
  readonly rate: number | null;
  /** How many all consumers of its tenant could be given, had no other tenant asked for any. */
  readonly tenantRoom: number;
  /** Whether another consumer of its tenant has something due and was given nothing. */
  readonly isAnyLeftOut: boolean;
}

/** A delivery that a worker has until its claim expires. */
export interface ClaimedDelivery {
  readonly tenant: string;
  /** UUID. */
  readonly deliveryId: string;
  readonly consumerId: string;
  readonly claimId: string;
  /** Number of the attempt that begins now; the first is 1. */
  readonly attempt: number;
  readonly attemptsAllowed: number | null;
  /** From due to claimed. */
  readonly waitedMs: number;
  /** By `performance.now()`: its attempt may not begin later. Null for one that does not expire. */
  readonly expiresAt: number | null;
  readonly event: EventHead;
  /** The event's data; null when it is too large to come along: read it with `readBody`. */
  readonly data: Buffer | null;
  /** Bytes of the data. */
  readonly dataSize: number;
  /** UUID of the body that holds the data. */
  readonly dataId: string;
}

/** A delivery whose worker is gone. */
export type LostDelivery = Pick<
  ClaimedDelivery,
  'tenant' | 'deliveryId' | 'consumerId' | 'attempt' | 'attemptsAllowed'
> & {
  /** `evt_…` */
  readonly eventId: string;
  readonly eventType: string;
};

/** Deliveries of workers that are gone. `isFull`: there may be more. */
export interface TakenOver {
  readonly deliveries: readonly LostDelivery[];
  /** Whether there may be more claims to take over. */
  readonly isFull: boolean;
  /** Of the consumers, at that moment: one that is not known by then was removed. */
  readonly consumerVersion: number;
}

/** Names a claimed delivery for the process that claimed it. */
export interface ClaimedKey {
  readonly deliveryId: string;
  readonly consumerId: string;
  /** None for one that was claimed by a worker that is gone. */
  readonly claimId?: string | undefined;
}

/** An attempt that ended, ready to be written down. */
export interface CompletedAttempt extends ClaimedKey {
  readonly tenant: string;
  readonly number: number;
  readonly verdict: Verdict;
  readonly outcome: AttemptOutcome['kind'];
  readonly status?: number | undefined;
  readonly error?: string | undefined;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
  /** Told in the same commit, if the verdict counts. */
  readonly news?: DeliveryNews | undefined;
}

/** What a worker asks for: how many deliveries, of which consumers. */
export interface ClaimRequest {
  /** How many deliveries the worker can start now. */
  readonly slots: number;
  /** Kinds of which it can run every consumer. */
  readonly kinds: readonly string[];
  /** UUIDs of further consumers it can run. */
  readonly consumerIds: readonly string[];
}

/** What a worker was given. `consumerVersion` tells it whether it knows all consumers. */
export interface Claimed {
  readonly deliveries: readonly ClaimedDelivery[];
  /** What each consumer was given of it. */
  readonly taken: readonly Taken[];
  /** Of the consumers, at that moment. */
  readonly consumerVersion: number;
}

/** The queue of all deliveries, to handlers and subscriptions alike. */
export abstract class DeliveryQueue {
  abstract claim(request: ClaimRequest): Promise<Claimed>;
  /**
   * Its consumer has room for another at once. Resolves when the attempt is written, however long the database is away; false when it had been
   * completed by another meanwhile and nothing was changed.
   */
  abstract complete(attempt: CompletedAttempt): Promise<boolean>;
  /** Nobody here will complete it: it stays claimed until the claim expires. */
  abstract abandon(delivery: ClaimedKey): void;
  /** What is not written by now is given up with its next error: the process ends. */
  abstract stop(): void;
  /** Prolongs the claims of attempts that have run here for a while, and clears away the claims that have ended. */
  abstract keepClaims(): Promise<void>;
  /** Takes over up to `claims` claims that expired; the caller completes what they held as lost. */
  abstract takeOverLost(claims: number): Promise<TakenOver>;
  /** Cancels waiting deliveries of consumers that were removed; how many, so that the caller can go on until there are none. */
  abstract cancelOrphaned(limit: number): Promise<number>;
  /** The data of an event that was too large to come along with its claim. */
  abstract readBody(tenant: string, dataId: string): Promise<Buffer>;
}
