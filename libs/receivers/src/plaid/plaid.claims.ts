import { createHash } from 'node:crypto';
import type { ClaimCheck, ClaimView } from '../kit/built-in.js';

/** Plaid hashes the body as it indents it: two blanks and line breaks are part of it. */
const hashOf = ({ request }: ClaimView): string => createHash('sha256').update(request.body).digest('hex');

export const isForBody: ClaimCheck = ({ request_body_sha256: hash }, view) =>
  hash === hashOf(view) ? null : 'the token is for another body';

/** What Plaid writes into its tokens, besides the times. */
export const claimsOf = (view: ClaimView): Readonly<Record<string, unknown>> => ({ request_body_sha256: hashOf(view) });
