import { Named } from '../../dto/field.js';
import { Flag, Instant, Many, One, OneOf, Text, Texts } from '../../dto/fields.js';
import { BacklogView } from '../handlers/resume.dto.js';
import { PublicKey } from '../signing-keys/signing-key.dto.js';
import { EndpointHealthState } from './endpoint-health.dto.js';
import { ShownSettingFields } from './setting-fields.js';
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
export class SubscriptionView extends ShownSettingFields {
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

  @Texts()
  filters!: readonly string[];

  @OneOf(['enabled', 'paused', 'disabled'])
  state!: string;

  @Text({ nullable: true })
  disabledReason!: string | null;

  @Flag({ about: "If not, the policy of an event's type comes before it." })
  retryIsOwn!: boolean;

  @Many(() => PublicKey, { optional: true, about: 'That verify its v1a signatures; where one is shown.' })
  publicKeys?: readonly PublicKey[];

  @Many(() => SigningSecret)
  secrets!: readonly SigningSecret[];

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
