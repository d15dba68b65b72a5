import { createHash } from 'node:crypto';
import type { ClaimCheck, ClaimView } from '../kit/built-in.js';

const hashOf = ({ request }: ClaimView): string => createHash('sha256').update(request.body).digest('base64url');
const urlOf = ({ request, context }: ClaimView): string => context.publicUrl + request.url;

export const isUpstashs: ClaimCheck = ({ iss }) => (iss === 'Upstash' ? null : 'the token is not Upstash’s');

export const isTimed: ClaimCheck = ({ exp, nbf }) =>
  typeof exp === 'number' && typeof nbf === 'number' ? null : 'the token lacks exp or nbf';

export const isForUrl: ClaimCheck = ({ sub }, view) =>
  sub === urlOf(view) ? null : 'the token is for another URL: is the public URL of this hub set right?';

/** With padding or without. */
export const isForBody: ClaimCheck = ({ body }, view) =>
  typeof body === 'string' && body.replace(/={1,2}$/, '') === hashOf(view) ? null : 'the token is for another body';

/** What the provider writes into its tokens. */
export const claimsOf = (view: ClaimView): Readonly<Record<string, unknown>> => ({
  iss: 'Upstash',
  sub: urlOf(view),
  body: hashOf(view),
});
