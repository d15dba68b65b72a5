import type { RetryPolicy, Where as JsonFilter } from '@kanca/core';
import { SUBSCRIPTION_LIMITS, type EndpointAuth, type NotificationMethod, type SignatureKind } from '@kanca/sender';
import {
  BUILT_IN_FORMATS,
  DELETED_BODIES,
  NOTIFICATION_METHODS,
  type DeletedBody,
  type LegacySignature,
} from '@kanca/sender/management';
import { Field, Named } from '../../dto/field.js';
import { AnyMap, Flag, One, OneOf, Text, Whole } from '../../dto/fields.js';
import { list } from '../../dto/kinds/list.js';
import { whole } from '../../dto/kinds/number.js';
import { Rate } from '../fields/rate.js';
import { Retry } from '../fields/retry.js';
import { SendableHeaders } from '../fields/sendable-headers.js';
import { Where } from '../fields/where.js';
import { endpointAuth } from './endpoint-auth.js';
import { Signatures } from './signatures.js';
import { WrittenTransformation } from './transformation.dto.js';

export const FORMATS = BUILT_IN_FORMATS.map(({ name, description }) => `${name}: ${description}`).join(' ');
export const ON_POISON = 'What a delivery that cannot succeed means for the later ones of its key.';
export const NO_RETRY =
  'Answers with one of these statuses (300 to 599) end a delivery at once: it becomes a dead letter.';
export const BATCH =
  'Several deliveries in one request, as a JSON array: maxEvents at most, gathered for maxWaitMs at most.';

/** Several deliveries in one request. */
@Named('BatchPolicy')
export class WrittenBatch {
  @Whole()
  maxEvents!: number;

  @Whole()
  maxWaitMs!: number;
}

/** What an owner may set of a subscription at any time. */
export class SubscriptionSettings {
  @Text({ max: 1_000, optional: true })
  description?: string;

  @Text({ max: 64, optional: true, about: FORMATS })
  format?: string;

  @SendableHeaders({ optional: true })
  headers?: Readonly<Record<string, string>>;

  @AnyMap({ optional: true, about: 'Put into every body beside id, type and data.' })
  properties?: Readonly<Record<string, unknown>>;

  @Retry({
    nullable: true,
    optional: true,
    about: "null: that of the event's type, else of the format, else of the hub.",
  })
  retry?: RetryPolicy | null;

  @Whole({ ...SUBSCRIPTION_LIMITS.concurrency, optional: true })
  concurrency?: number;

  @Whole({ ...SUBSCRIPTION_LIMITS.timeoutMs, optional: true })
  timeoutMs?: number;

  @Where({ nullable: true, optional: true })
  where?: JsonFilter | null;

  @Rate({ nullable: true, optional: true, about: 'Deliveries a second at most, over all replicas.' })
  rateLimit?: number | null;

  @Text({
    nullable: true,
    optional: true,
    about: 'A path such as data.customer.id: events of one value go out one after the other, in order.',
  })
  orderBy?: string | null;

  @OneOf(['skip', 'block'], { optional: true, about: ON_POISON })
  onPoison?: 'skip' | 'block';

  @One(() => WrittenBatch, { nullable: true, optional: true, about: BATCH })
  batch?: WrittenBatch | null;

  @Signatures({ min: 1, max: 5, optional: true })
  signatures?: (SignatureKind | LegacySignature)[];

  @Field(endpointAuth, { nullable: true, optional: true })
  auth?: EndpointAuth | null;

  @One(() => WrittenTransformation, {
    nullable: true,
    optional: true,
    about: 'JavaScript that rewrites what is sent: function transform({ event, headers }) { return { data }; }',
  })
  transformation?: WrittenTransformation | null;

  @OneOf(NOTIFICATION_METHODS, {
    nullable: true,
    optional: true,
    about: 'The HTTP method; null: that of the format.',
  })
  method?: NotificationMethod | null;

  @Field(list(whole()), { optional: true, about: NO_RETRY })
  noRetryStatuses?: number[];

  @OneOf(DELETED_BODIES, {
    nullable: true,
    optional: true,
    about: 'fastcomments: what the body of a deletion holds, the id alone (id, the default) or the whole data.',
  })
  deletedBody?: DeletedBody | null;

  @Flag({ optional: true })
  enabled?: boolean;

  @Flag({ optional: true, about: 'Hold its deliveries while it is not verified.' })
  requireVerification?: boolean;
}
