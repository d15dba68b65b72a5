import type { RetryPolicy } from '@kanca/core';
import { type NotificationMethod } from '@kanca/sender';
import { DELETED_BODIES, NOTIFICATION_METHODS, type DeletedBody } from '@kanca/sender/management';
import { Field, Named } from '../../dto/field.js';
import { AnyMap, Flag, Instant, Many, Numeric, One, OneOf, Text, TextMap, Texts, Whole } from '../../dto/fields.js';
import { list } from '../../dto/kinds/list.js';
import { whole } from '../../dto/kinds/number.js';
import { Retry } from '../fields/retry.js';
import { Where } from '../fields/where.js';
import { BacklogView } from '../handlers/resume.dto.js';
import { PublicKey } from '../signing-keys/signing-key.dto.js';
import { EndpointHealthState } from './endpoint-health.dto.js';
import { Signatures } from './signatures.js';
import { BATCH, FORMATS, NO_RETRY, ON_POISON, WrittenBatch } from './subscription-settings.dto.js';
import { ShownTransformation } from './transformation.dto.js';
import { VerificationState } from './verification.dto.js';

class SigningSecret {
  @Text()
  id!: string;

  @Instant()
  createdAt!: Date;

  @Instant({ nullable: true })
  expiresAt!: Date | null;
}

@Named('Subscription')
export class SubscriptionView {
  @Text()
  id!: string;

  @Text()
  tenant!: string;

  @Text({ nullable: true })
  key!: string | null;

  @Text()
  uri!: string;

  @OneOf(['push', 'pull'])
  delivery!: string;

  @Text({ nullable: true })
  description!: string | null;

  @Texts()
  filters!: readonly string[];

  @Text({ max: 64, about: FORMATS })
  format!: string;

  @OneOf(['enabled', 'paused', 'disabled'])
  state!: string;

  @Text({ nullable: true })
  disabledReason!: string | null;

  @TextMap()
  headers!: Readonly<Record<string, string>>;

  @AnyMap()
  properties!: Readonly<Record<string, unknown>>;

  @Retry()
  retry!: RetryPolicy;

  @Flag({ about: "If not, the policy of an event's type comes before it." })
  retryIsOwn!: boolean;

  @Whole()
  concurrency!: number;

  @Whole()
  timeoutMs!: number;

  @Where({ nullable: true })
  where!: Readonly<Record<string, unknown>> | null;

  @Numeric({ nullable: true })
  rateLimit!: number | null;

  @Text({ nullable: true })
  orderBy!: string | null;

  @OneOf(['skip', 'block'], { about: ON_POISON })
  onPoison!: string;

  @One(() => WrittenBatch, { nullable: true, about: BATCH })
  batch!: WrittenBatch | null;

  @Signatures()
  signatures!: readonly unknown[];

  @AnyMap({ nullable: true, about: 'The type and the names, never a credential.' })
  auth!: Readonly<Record<string, unknown>> | null;

  @One(() => ShownTransformation, { nullable: true })
  transformation!: ShownTransformation | null;

  @OneOf(NOTIFICATION_METHODS, { nullable: true })
  method!: NotificationMethod | null;

  @Field(list(whole()), { about: NO_RETRY })
  noRetryStatuses!: readonly number[];

  @OneOf(DELETED_BODIES, { nullable: true })
  deletedBody!: DeletedBody | null;

  @Many(() => PublicKey, { optional: true, about: 'That verify its v1a signatures; where one is shown.' })
  publicKeys?: readonly PublicKey[];

  @Many(() => SigningSecret)
  secrets!: readonly SigningSecret[];

  @Flag()
  requireVerification!: boolean;

  @One(() => VerificationState)
  verification!: VerificationState;

  @One(() => EndpointHealthState)
  health!: EndpointHealthState;

  @Instant()
  createdAt!: Date;

  @Instant()
  updatedAt!: Date;
}

/** Remarks beside a subscription that is shown alone, or was just made or changed. */
function Warnings(): PropertyDecorator {
  return Texts({ about: 'What was probably not meant, such as a filter with a misspelt event of a known provider.' });
}

export class WarnedSubscription extends SubscriptionView {
  @Warnings()
  warnings!: readonly string[];
}

export class SubscriptionWithSecretView extends SubscriptionView {
  @Text({ about: 'Shown this once.' })
  secret!: string;
}

export class CreatedSubscription extends SubscriptionWithSecretView {
  @Warnings()
  warnings!: readonly string[];
}

export class KeyedSubscription extends WarnedSubscription {
  @Text({ optional: true, about: 'Shown this once, when it is new.' })
  secret?: string;
}

export class ResumedSubscription extends SubscriptionView {
  @One(() => BacklogView)
  backlog!: BacklogView;
}
