import { Named, OtherNames } from '../../dto/field.js';
import { Instant, Many, OneOf, Text, Whole } from '../../dto/fields.js';

@Named('PublicKey')
export class PublicKey {
  @Text({ about: 'kid in the JWKS.' })
  id!: string;

  @Text({ about: 'whpk_…' })
  publicKey!: string;

  @Instant()
  createdAt!: Date;

  @Instant({ nullable: true })
  expiresAt!: Date | null;
}

export class RotateKey {
  @Text({ min: 1, max: 100, optional: true })
  tenant?: string;

  @Whole({ min: 0, max: 2_592_000, optional: true, about: 'How long the keys before sign on (86400).' })
  overlapSeconds?: number;
}

@OtherNames('dropped')
export class TenantQuery {
  @Text({ min: 1, max: 100, optional: true })
  tenant?: string;
}

class Jwk {
  @OneOf(['OKP'])
  kty!: 'OKP';

  @OneOf(['Ed25519'])
  crv!: 'Ed25519';

  @Text()
  x!: string;

  @Text()
  kid!: string;

  @OneOf(['sig'])
  use!: 'sig';

  @OneOf(['EdDSA'])
  alg!: 'EdDSA';
}

@Named('JwkSet')
export class JwkSet {
  @Many(() => Jwk)
  keys!: readonly Jwk[];
}
