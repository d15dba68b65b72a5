import type { SecretVault } from '@kanca/database';
import type { EndpointAuth } from './endpoint-auth.js';
import type { SealedSecret, SubscriptionEntity } from './subscription.entity.js';

type Owner = Pick<SubscriptionEntity, 'tenant' | 'id'>;

/** Bound to the row: a sealed value that is copied to another subscription does not open. */
function contextOf({ tenant, id }: Owner, part: string): string {
  return `subscriptions/${tenant}/${id}/${part}`;
}

export function sealSecret(vault: SecretVault, owner: Owner, sid: string, secret: string): string {
  return vault.seal(secret, contextOf(owner, sid));
}

export function openSecret(vault: SecretVault, owner: Owner, { sid, sealed }: SealedSecret): string {
  return vault.open(sealed, contextOf(owner, sid));
}

export function sealHeaders(vault: SecretVault, owner: Owner, headers: Readonly<Record<string, string>>): string {
  return vault.seal(JSON.stringify(headers), contextOf(owner, 'headers'));
}

export function openHeaders(
  vault: SecretVault,
  owner: Owner & Pick<SubscriptionEntity, 'headersSealed'>,
): Record<string, string> {
  const parsed: unknown = JSON.parse(vault.open(owner.headersSealed, contextOf(owner, 'headers')));
  return Object.fromEntries(
    Object.entries(parsed ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

export function sealAuth(vault: SecretVault, owner: Owner, auth: EndpointAuth): string {
  return vault.seal(JSON.stringify(auth), contextOf(owner, 'auth'));
}

export function openAuth(
  vault: SecretVault,
  owner: Owner & Pick<SubscriptionEntity, 'authSealed'>,
): EndpointAuth | null {
  // What was sealed by this library, and is bound to its row, is what was sealed.
  return owner.authSealed === null
    ? null
    : (JSON.parse(vault.open(owner.authSealed, contextOf(owner, 'auth'))) as EndpointAuth);
}
