import { SecretVault } from '@kanca/database';
import { DestinationPolicy } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { assertAuth } from '../authentication/assert-auth.js';
import { shownAuth } from '../model/endpoint-auth.js';
import { SigningKeys } from '../secrets/signing-keys.js';
import { openHeaders, sealAuth } from '../model/sealing.js';
import { assertStaysAtHome } from '../model/credentials-stay-at-origin.js';
import type { SubscriptionEntity } from '../model/subscription.entity.js';
import { SUBSCRIPTION_SETTINGS } from '../model/subscription-settings.js';
import type { SubscriptionPatch } from '../model/subscription.js';

type Owner = Pick<SubscriptionEntity, 'tenant' | 'id'>;

/** How a subscription is delivered to, beyond where and what. */
export type Extras = Pick<SubscriptionEntity, 'signatures' | 'authSealed' | 'authShown' | 'transformation'>;

const NONE: Extras = {
  signatures: SUBSCRIPTION_SETTINGS.signatures.default,
  authSealed: null,
  authShown: null,
  transformation: null,
};

/** Checks and seals the columns for signatures and authentication; the transformation was looked at before. */
@Injectable()
export class DeliveryExtras {
  constructor(
    private readonly vault: SecretVault,
    private readonly destinations: DestinationPolicy,
    private readonly signingKeys: SigningKeys,
  ) {}

  /**
   * @param before what there is; null for a new subscription
   * @throws KancaError `invalid_request`, or `egress_refused` for a token endpoint that may not be called
   */
  async of(
    owner: Owner,
    { uri, headers, signatures, auth, transformation }: Partial<SubscriptionPatch>,
    before: (Extras & Pick<SubscriptionEntity, 'uri' | 'headersSealed'>) | null,
  ): Promise<Extras> {
    const extras = before ?? NONE;
    if (auth) assertAuth(auth, this.destinations);
    if (before !== null && uri !== undefined)
      assertStaysAtHome({
        from: before.uri,
        to: uri,
        keepsAuth: auth === undefined && before.authSealed !== null,
        headers:
          headers === undefined ? openHeaders(this.vault, { ...owner, headersSealed: before.headersSealed }) : {},
      });
    if (signatures?.includes('v1a') === true) await this.signingKeys.ensure(owner.tenant);
    return {
      signatures: signatures === undefined ? extras.signatures : [...new Set(signatures)],
      authSealed: auth === undefined ? extras.authSealed : auth && sealAuth(this.vault, owner, auth),
      authShown: auth === undefined ? extras.authShown : auth && shownAuth(auth),
      transformation: transformation === undefined ? extras.transformation : (transformation?.code ?? null),
    };
  }
}
