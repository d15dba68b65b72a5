import { Named } from '../../dto/field.js';
import { Flag, One, Text } from '../../dto/fields.js';

@Named('OidcWay')
export class OidcWay {
  @Text({ about: 'For the button.' })
  name!: string;

  @Text({ about: 'Where the browser goes: the path, with `?to=/console/…` for where it comes back to.' })
  path!: string;
}

@Named('WaysToSignIn')
export class WaysToSignIn {
  @Flag()
  password!: boolean;

  @Flag()
  key!: boolean;

  @One(() => OidcWay, { nullable: true, about: 'An OpenID provider: null, because this version knows none.' })
  oidc!: OidcWay | null;

  @Flag({ about: 'Whether there is no user yet: the hub prints an address for the first one when it starts.' })
  needsFirstUser!: boolean;
}
