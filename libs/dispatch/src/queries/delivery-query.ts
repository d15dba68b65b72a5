import type { PageRequest } from './page.js';

/** Which deliveries of a tenant are asked for. All conditions must hold. */
export interface DeliveryQuery extends PageRequest {
  readonly tenant: string;
  readonly state?: string | undefined;
  /** `sub_…`, `hdl_…`, or a handler's name. */
  readonly consumer?: string | undefined;
  readonly event?: string | undefined;
  readonly type?: string | undefined;
  readonly subject?: string | undefined;
  /** Created from then on. */
  readonly since?: Date | undefined;
  /** Created before then. */
  readonly until?: Date | undefined;
  /** HTTP status of the last attempt: `500`, or `5xx` for all of a class. */
  readonly status?: string | undefined;
  /** A part of the error of the last attempt, in any case. */
  readonly error?: string | undefined;
  /** true: only dead letters whose event was delivered to the consumer later, by a replay; false: all but those. */
  readonly resolved?: boolean | undefined;
}
