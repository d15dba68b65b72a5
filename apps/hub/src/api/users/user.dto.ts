import { Named } from '../../dto/field.js';
import { Flag, Instant, OneOf, Text } from '../../dto/fields.js';
import { E_MAIL } from '../../users/e-mail.js';
import { USER_ROLES, type UserRole } from '../../users/role.js';
import { Tenant } from '../fields/tenant.js';

const E_MAIL_RULES = { max: 254, pattern: E_MAIL, problem: 'has to be an e-mail address' };
const PASSWORD = 'From 8 characters to 1,024 bytes. Every character may be used.';
const ROLE = 'owner: everything. operator: all but keys and users. viewer: looks only.';

@Named('CreateUser')
export class CreateUser {
  @Text({ ...E_MAIL_RULES, about: 'Unique, without regard to capitals.' })
  email!: string;

  @Text({ max: 100, optional: true, about: 'For people.' })
  name?: string;

  @OneOf(USER_ROLES, { about: ROLE })
  role!: UserRole;

  @Text({
    max: 1_024,
    optional: true,
    about: `${PASSWORD} Without one, the user cannot sign in until an owner sets one.`,
  })
  password?: string;

  @Tenant({ optional: true, about: 'Binds the user to one tenant.' })
  tenant?: string;
}

@Named('UpdateUser')
export class UpdateUser {
  @Text({ max: 100, optional: true })
  name?: string;

  @OneOf(USER_ROLES, { optional: true, about: ROLE })
  role?: UserRole;

  @Text({ max: 1_024, optional: true, about: `${PASSWORD} Ends the sessions of the user.` })
  password?: string;

  @Flag({ optional: true, about: 'true ends the sessions of the user, who cannot sign in any more.' })
  disabled?: boolean;
}

@Named('ChangePassword')
export class ChangePassword {
  @Text({ max: 1_024 })
  current!: string;

  @Text({ max: 1_024, about: PASSWORD })
  password!: string;
}

@Named('User')
export class User {
  @Text()
  id!: string;

  @Text()
  email!: string;

  @Text({ about: 'May be empty.' })
  name!: string;

  @OneOf(USER_ROLES)
  role!: UserRole;

  @Text({ nullable: true, about: 'null: every tenant.' })
  tenant!: string | null;

  @Flag({ about: 'false: cannot sign in yet.' })
  hasPassword!: boolean;

  @Flag()
  disabled!: boolean;

  @Instant()
  createdAt!: Date;

  @Instant({ nullable: true })
  lastSignInAt!: Date | null;
}

@Named('Welcome')
export class AcceptWelcome {
  @Text({ max: 100, about: 'From the address that the hub printed when it started.' })
  token!: string;

  @Text(E_MAIL_RULES)
  email!: string;

  @Text({ max: 100, optional: true, about: 'For people.' })
  name?: string;

  @Text({ max: 1_024, about: PASSWORD })
  password!: string;
}
