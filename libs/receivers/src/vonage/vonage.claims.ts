import { createHash } from 'node:crypto';
import type { ClaimCheck, ClaimView } from '../kit/built-in.js';

const hashOf = ({ request }: ClaimView): string => createHash('sha256').update(request.body).digest('hex');

export const isVonages: ClaimCheck = ({ iss }) => (iss === 'Vonage' ? null : 'the token is not Vonage’s');

export const isForBody: ClaimCheck = ({ payload_hash: hash }, view) =>
  hash === hashOf(view) ? null : 'the token is for another body';

/** What the provider writes into its tokens. */
export const claimsOf = (view: ClaimView): Readonly<Record<string, unknown>> => ({
  iss: 'Vonage',
  payload_hash: hashOf(view),
});
