import { Named } from '../../dto/field.js';
import { Instant, SomeOf, Text } from '../../dto/fields.js';
import { SCOPES, type Scope } from '../../keys/scope.js';
import { Tenant } from '../fields/tenant.js';

@Named('CreateKey')
export class CreateKey {
  @Text({ min: 1, max: 100 })
  name!: string;

  @SomeOf(SCOPES, { min: 1 })
  scopes!: Scope[];

  @Tenant({ optional: true, about: 'Binds the key to one tenant.' })
  tenant?: string;
}

@Named('ApiKey')
export class ApiKey {
  @Text()
  id!: string;

  @Text()
  name!: string;

  @SomeOf(SCOPES)
  scopes!: readonly Scope[];

  @Text({ nullable: true })
  tenant!: string | null;

  @Instant()
  createdAt!: Date;
}

export class MadeKey extends ApiKey {
  @Text()
  key!: string;
}
