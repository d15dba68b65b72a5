import { Named } from '../../dto/field.js';
import { Flag, Instant, One, OneOf, SomeOf, Text } from '../../dto/fields.js';
import { SCOPES, type Scope } from '../../keys/scope.js';
import { ActorView } from '../keys/whoami.dto.js';
import { USER_ROLES, type UserRole } from '../../users/role.js';

@Named('BeginSession')
export class BeginSession {
  @Text({ max: 254, optional: true, about: 'With `password`.' })
  email?: string;

  @Text({ max: 1_024, optional: true })
  password?: string;

  @Text({
    max: 256,
    optional: true,
    about: 'An API key, instead of the other two. The session ends when the key is revoked.',
  })
  key?: string;
}

@Named('Session')
export class Session {
  @Text()
  id!: string;

  @One(() => ActorView)
  actor!: ActorView;

  @Text({ nullable: true, about: 'null for the session of a key.' })
  email!: string | null;

  @OneOf(USER_ROLES, { nullable: true, about: 'null for the session of a key.' })
  role!: UserRole | null;

  @SomeOf(SCOPES)
  scopes!: readonly Scope[];

  @Text({ nullable: true, about: 'null: every tenant.' })
  tenant!: string | null;

  @Text({ about: 'How it began: password, key, oidc or welcome.' })
  method!: string;

  @Text({ about: 'Where it began.' })
  address!: string;

  @Text({ nullable: true })
  userAgent!: string | null;

  @Instant()
  createdAt!: Date;

  @Instant({ about: 'To the minute.' })
  lastSeenAt!: Date;

  @Instant({ about: 'When it is over, however busy. Without a call it is over earlier: KANCA_SESSION_IDLE_MINUTES.' })
  expiresAt!: Date;
}

@Named('OwnSession')
export class OwnSession extends Session {
  @Flag({ about: 'Whether this call was made with it.' })
  isCurrent!: boolean;
}
