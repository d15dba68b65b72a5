import { Named } from '../../dto/field.js';
import { Instant, Text, Whole } from '../../dto/fields.js';

@Named('SubscriptionSecret')
export class SubscriptionSecretView {
  @Text()
  id!: string;

  @Instant()
  createdAt!: Date;

  @Instant({ nullable: true })
  expiresAt!: Date | null;

  @Instant({ nullable: true, about: 'To the minute.' })
  lastUsedAt!: Date | null;
}

export class AddSubscriptionSecret {
  @Text({ max: 512, optional: true, about: 'Made when it is missing.' })
  secret?: string;

  @Instant({ nullable: true, optional: true, about: 'When it stops signing (never).' })
  expiresAt?: Date | null;
}

export class AddedSubscriptionSecret extends SubscriptionSecretView {
  @Text({ about: 'Shown this once.' })
  secret!: string;
}

export class ExpireSecret {
  @Instant({ nullable: true })
  expiresAt!: Date | null;
}

export class RotateSecret {
  @Whole({ min: 0, max: 604_800, optional: true, about: 'How long the secrets before sign on (86400).' })
  overlapSeconds?: number;

  @Text({ optional: true })
  secret?: string;
}
