import { Named } from '../../dto/field.js';
import { One, SomeOf, Text } from '../../dto/fields.js';
import { SCOPES, type Scope } from '../../keys/scope.js';

class AnsweringHub {
  @Text()
  version!: string;

  @Text({ about: 'What stands before the path in the URLs that providers call: KANCA_PUBLIC_URL.' })
  publicUrl!: string;
}

@Named('Whoami')
export class Whoami {
  @SomeOf(SCOPES, { about: 'What the key may do.' })
  scopes!: readonly Scope[];

  @Text({ nullable: true, about: 'The tenant that the key is bound to; null for a key of all tenants.' })
  tenant!: string | null;

  @One(() => AnsweringHub)
  hub!: AnsweringHub;
}
