import { KancaError } from '@kanca/core';
import type { Format } from '../formats/format.js';
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

interface Address {
  readonly uri: string;
  readonly format: string;
}

/**
 * A format that sends the secret itself would reveal it to the server at the new address.
 * @param format that of `after`
 * @throws KancaError `invalid_request` when the secret was given for another origin or format
 */
export function assertSecretStaysAtHome(format: Format, before: Address, after: Address): void {
  if ((format.secretHeaders ?? []).length === 0) return;
  const hasMoved = !isSameOrigin(before.uri, after.uri);
  if (!hasMoved && before.format === after.format) return;
  const field = hasMoved ? 'uri' : 'format';
  const known = hasMoved ? originOf(before.uri) : `the format ${before.format}`;
  const problem = `cannot be changed: the format ${format.name} sends the secret itself, which was made for ${known}. Make another subscription`;
  throw new KancaError('invalid_request', `${field}: ${problem}.`, { problems: [{ field, problem }] });
}

export function isSameOrigin(one: string, other: string): boolean {
  return originOf(one) === originOf(other);
}

function originOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).origin : uri;
}
