import { KancaError } from '@kanca/core';
import { SecretVault } from '@kanca/database';
import { DestinationPolicy } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { assertAuth } from '../authentication/assert-auth.js';
import { shownAuth } from '../authentication/endpoint-auth.js';
import { SigningKeys } from '../secrets/signing-keys.js';
import { assertTransformation } from '../transformations/assert-transformation.js';
import { sealAuth } from './sealing.js';
import type { SubscriptionEntity } from './subscription.entity.js';
import type { SubscriptionPatch } from './subscription.js';

type Owner = Pick<SubscriptionEntity, 'tenant' | 'id'>;

/** How a subscription is delivered to, beyond where and what. */
export type Extras = Pick<SubscriptionEntity, 'signatures' | 'authSealed' | 'authShown' | 'transformation'>;

const NONE: Extras = { signatures: ['v1'], authSealed: null, authShown: null, transformation: null };

/** Checks and seals the columns for signatures, authentication and transformation. */
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
    { uri, signatures, auth, transformation }: Partial<SubscriptionPatch>,
    before: (Extras & Pick<SubscriptionEntity, 'uri'>) | null,
  ): Promise<Extras> {
    const extras = before ?? NONE;
    if (auth) assertAuth(auth, this.destinations);
    if (auth === undefined && uri !== undefined) assertStaysAtHome(before, uri);
    if (signatures?.includes('v1a') === true) await this.signingKeys.ensure(owner.tenant);
    if (transformation) assertTransformation(transformation.code);
    return {
      signatures: signatures === undefined ? extras.signatures : [...new Set(signatures)],
      authSealed: auth === undefined ? extras.authSealed : auth && sealAuth(this.vault, owner, auth),
      authShown: auth === undefined ? extras.authShown : auth && shownAuth(auth),
      transformation: transformation === undefined ? extras.transformation : (transformation?.code ?? null),
    };
  }
}

/**
 * Credentials are for one endpoint: who may change where notifications go has not thereby been told what they carry.
 * @throws KancaError `invalid_request` when they would go to another origin without having been given again
 */
function assertStaysAtHome(before: (Pick<Extras, 'authSealed'> & { readonly uri: string }) | null, uri: string): void {
  if (!before?.authSealed || originOf(before.uri) === originOf(uri)) return;
  const problem = `was given for ${originOf(before.uri)}: give it again with the new uri, or take it away with null`;
  throw new KancaError('invalid_request', `auth: ${problem}`, { problems: [{ field: 'auth', problem }] });
}

function originOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).origin : uri;
}
