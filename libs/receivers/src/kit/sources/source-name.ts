import { KancaError, type Randomness } from '@kanca/core';

/** The tenant whose sources may have the URL of the provider alone. */
const FIRST_TENANT = 'default';
const RANDOM_BYTES = 10;
const NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/i;

/** What the API (`?name=default`) and handlers (`sources: ['default']`) call the source without a name. */
const NAMELESS = 'default';

/** What is wrong with the last part of a source's URL, or null. */
export function problemOfName(name: string | null): string | null {
  if (name?.toLowerCase() === NAMELESS)
    return `has to be another word than ${NAMELESS}, which filters and handlers use for the source without a name: leave the name out, or choose another`;
  return name === null || NAME.test(name)
    ? null
    : 'has to begin with a letter or digit and hold at most 63 letters, digits, dots, hyphens and underscores: it is part of the URL';
}

/**
 * The name of a source that was made without one. The URL of the provider alone is the default tenant's: everybody can guess it, so one
 * tenant could take it before another, which needs it, and so hear what is sent there. Other tenants get a name that nobody guesses.
 */
export function nameWithout(tenant: string, randomness: Randomness): string | null {
  return tenant === FIRST_TENANT ? null : randomness.bytes(RANDOM_BYTES).toString('hex');
}

/** @throws KancaError `invalid_request` where a source of another tenant is to lose its name */
export function assertMayBeNameless(tenant: string, provider: string): void {
  if (tenant === FIRST_TENANT) return;
  throw new KancaError(
    'invalid_request',
    `The URL /${provider}, without a name, is for the tenant ${FIRST_TENANT}: everybody can guess it. Give this source a name.`,
  );
}
