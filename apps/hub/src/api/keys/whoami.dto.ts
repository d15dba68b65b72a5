import { Named } from '../../dto/field.js';
import { One, OneOf, SomeOf, Text } from '../../dto/fields.js';
import { SCOPES, type Scope } from '../../keys/scope.js';

class AnsweringHub {
  @Text()
  version!: string;

  @Text({ about: 'What stands before the path in the URLs that providers call: KANCA_PUBLIC_URL.' })
  publicUrl!: string;
}

@Named('Actor')
export class ActorView {
  @OneOf(['key', 'user'])
  kind!: 'key' | 'user';

  @Text({ about: '`key_…` or `usr_…`' })
  id!: string;

  @Text()
  name!: string;
}

@Named('Whoami')
export class Whoami {
  @One(() => ActorView)
  actor!: ActorView;

  @SomeOf(SCOPES, { about: 'What the key or the session may do.' })
  scopes!: readonly Scope[];

  @Text({ nullable: true, about: 'The tenant that the caller is bound to; null for all tenants.' })
  tenant!: string | null;

  @One(() => AnsweringHub)
  hub!: AnsweringHub;
}
