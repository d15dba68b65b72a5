import type { Refusal, Rejection, RejectionHead } from './rejection.js';

/** Which rejected requests of a tenant are listed. All conditions must hold. */
export interface RejectionFilter {
  readonly tenant: string;
  /** UUID of a source. */
  readonly sourceId?: string | undefined;
  readonly provider?: string | undefined;
  readonly code?: string | undefined;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  readonly limit: number;
  /** From the page before. */
  readonly cursor?: string | undefined;
}

/** One page of rejected requests, newest first, and the cursor of the next page. */
export interface RejectionPage {
  readonly data: readonly Rejection[];
  readonly nextCursor: string | null;
}

/** What was refused and why, for the operator: of each source at most 300 that could be mended and a hundred of the others. */
export abstract class RejectionLog {
  /** Takes note of a refusal, off the request's path. Never throws and never waits. */
  abstract record(refusal: Refusal): void;
  /** Newest first. */
  abstract list(filter: RejectionFilter): Promise<RejectionPage>;
  /** The newest `limit` from `sinceMs` (Unix milliseconds) on, without what was sent. `tenant` `*` is every tenant. */
  abstract newest(tenant: string, sinceMs: number, limit: number): Promise<readonly RejectionHead[]>;
  /** @throws KancaError `not_found` */
  abstract get(tenant: string, id: string): Promise<Rejection>;
  /** Removes one that was let in after all. */
  abstract forget(tenant: string, id: string): Promise<void>;
  /** Removes older rejections. @returns how many */
  abstract prune(before: Date): Promise<number>;
  /** Resolves when everything recorded so far is stored or given up. */
  abstract flush(): Promise<void>;
}
