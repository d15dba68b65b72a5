import { OneOf, Text } from '../../dto/fields.js';
import { named } from '../../dto/kinds/named.js';
import { tagged } from '../../dto/kinds/one-of-forms.js';

const MAX_TEXT = 4_096;
const MAX_PEM = 65_536;

class BasicAuth {
  @OneOf(['basic'])
  type!: 'basic';

  @Text({ max: MAX_TEXT })
  username!: string;

  @Text({ max: MAX_TEXT })
  password!: string;
}

class BearerAuth {
  @OneOf(['bearer'])
  type!: 'bearer';

  @Text({ max: MAX_TEXT })
  token!: string;
}

class ApiKeyAuth {
  @OneOf(['apiKey'])
  type!: 'apiKey';

  @Text({ max: 256 })
  header!: string;

  @Text({ max: MAX_TEXT })
  value!: string;
}

class OAuth2Auth {
  @OneOf(['oauth2'])
  type!: 'oauth2';

  @Text({ max: 2_048 })
  tokenUrl!: string;

  @Text({ max: MAX_TEXT })
  clientId!: string;

  @Text({ max: MAX_TEXT })
  clientSecret!: string;

  @Text({ max: MAX_TEXT, optional: true })
  scope?: string;

  @Text({ max: MAX_TEXT, optional: true })
  audience?: string;

  @OneOf(['basic', 'body'], { optional: true, about: 'Where the credentials go (basic).' })
  clientAuth?: 'basic' | 'body';
}

class MtlsAuth {
  @OneOf(['mtls'])
  type!: 'mtls';

  @Text({ max: MAX_PEM, optional: true })
  certificate?: string;

  @Text({ max: MAX_PEM, optional: true })
  privateKey?: string;

  @Text({ max: MAX_PEM, optional: true, about: 'The only authorities that may vouch for the endpoint.' })
  ca?: string;
}

/** Credentials of the hub at an endpoint. */
export const endpointAuth = named(
  'EndpointAuth',
  tagged(
    'type',
    [BasicAuth, BearerAuth, ApiKeyAuth, OAuth2Auth, MtlsAuth],
    'has to be an object whose type is basic, bearer, apiKey, oauth2 or mtls, such as { "type": "bearer", "token": "…" }',
  ),
  'How Kanca authenticates at the endpoint. Sealed, and never shown again.',
);
