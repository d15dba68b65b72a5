import type { RefusalReason } from '../destination/destination-refused.js';
import type { CallPurpose, CallOwner } from '../request/egress-request.js';

/** A call the guard refused. For operators: it may name internal addresses. */
export interface BlockedReport {
  /** Host and port the call was for; empty when the URL could not be read. */
  readonly destination: string;
  readonly reason: RefusalReason;
  readonly detail: string;
  readonly purpose: CallPurpose;
  /** On whose behalf it was to be made; null for the hub's own calls. */
  readonly owner: CallOwner | null;
}
