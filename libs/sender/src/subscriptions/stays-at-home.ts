import { KancaError } from '@kanca/core';
import { namesCredential } from './header-masking.js';

/** What a subscription keeps, and what of it is given anew. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Whether there is an `auth` that would stay. */
  readonly keepsAuth: boolean;
  /** The headers that would stay. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Credentials are for one endpoint: who may change where notifications go has not thereby been told what they carry.
 * @throws KancaError `invalid_request` when they would go to another origin without having been given again
 */
export function assertStaysAtHome({ from, to, keepsAuth, headers }: Move): void {
  if (isSameOrigin(from, to)) return;
  const known = `was given for ${originOf(from)}: give it again with the new uri`;
  const named = Object.keys(headers).filter(namesCredential);
  const problems = [
    ...(keepsAuth ? [{ field: 'auth', problem: `${known}, or take it away with null` }] : []),
    ...named.map((name) => ({ field: `headers.${name}`, problem: `${known}, or send headers without it` })),
  ];
  const [first] = problems;
  if (first !== undefined) throw new KancaError('invalid_request', `${first.field}: ${first.problem}`, { problems });
}

export function isSameOrigin(one: string, other: string): boolean {
  return originOf(one) === originOf(other);
}

function originOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).origin : uri;
}
