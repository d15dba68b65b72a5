import type { RetryPolicy } from '@kanca/core';
import type { EventValidation } from '../settings/event-validation.js';

/** The tenant of event types that are everybody's, unless a tenant has its own of that name. */
export const EVERY_TENANT = '*';

/** A JSON Schema as it was given: draft 2020-12, or draft-07 where its `$schema` says so. */
export type JsonSchema = boolean | Readonly<Record<string, unknown>>;

/** One kind of event that is published here: what it means, and what its data looks like. */
export interface EventType {
  readonly name: string;
  /** `*`: every tenant's. */
  readonly tenant: string;
  readonly description: string | null;
  /** JSON Schema of `data`; null when there is none. */
  readonly schema: JsonSchema | null;
  /** A sample of `data`, which fits the schema; null when there is none. */
  readonly example: unknown;
  /** Whether new subscribers should look for another one. */
  readonly deprecated: boolean;
  /** What becomes of data that does not fit the schema; null: what the hub does with all of them. */
  readonly validation: EventValidation | null;
  /** How deliveries of its events are tried again, where the subscription has no policy of its own; null: as the hub does. */
  readonly retry: RetryPolicy | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What an owner may set. */
export interface EventTypeInput {
  readonly description?: string | undefined;
  readonly schema?: JsonSchema | undefined;
  readonly example?: unknown;
  readonly deprecated?: boolean | undefined;
  readonly validation?: EventValidation | undefined;
  readonly retry?: RetryPolicy | undefined;
}
