import { createHash, randomUUID } from 'node:crypto';
import type { ClaimCheck, ClaimView } from '../kit/built-in.js';

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
const urlOf = ({ request, context }: ClaimView): string => context.publicUrl + request.url;

export const isBirds: ClaimCheck = ({ iss }) => (iss === 'MessageBird' ? null : 'the token is not MessageBird’s');

/** Without them a captured request would be good for ever. */
export const isTimed: ClaimCheck = ({ exp, nbf, jti }) =>
  typeof exp === 'number' && typeof nbf === 'number' && typeof jti === 'string'
    ? null
    : 'the token lacks exp, nbf or jti';

export const isForUrl: ClaimCheck = ({ url_hash: hash }, view) =>
  hash === sha256(urlOf(view)) ? null : 'the token is for another URL: is the public URL of this hub set right?';

/** An empty body has no hash. */
export const isForBody: ClaimCheck = ({ payload_hash: hash }, { request: { body } }) =>
  hash === (body.length === 0 ? undefined : sha256(body)) ? null : 'the token is for another body';

/** What the provider writes into its tokens. */
export function claimsOf(view: ClaimView): Readonly<Record<string, unknown>> {
  const claims = { iss: 'MessageBird', jti: randomUUID(), url_hash: sha256(urlOf(view)) };
  const { body } = view.request;
  return body.length === 0 ? claims : { ...claims, payload_hash: sha256(body) };
}
