import type { ClaimCheck } from '../kit/built-in.js';

const ISSUERS: readonly unknown[] = ['https://accounts.google.com', 'accounts.google.com'];

export const isGoogles: ClaimCheck = ({ iss }) => (ISSUERS.includes(iss) ? null : 'the token is not Google’s');

export const wouldEnd: ClaimCheck = ({ exp }) => (typeof exp === 'number' ? null : 'the token never ends');

export const isOfAudience: ClaimCheck = ({ aud }, { context }) =>
  aud === context.options['audience'] ? null : 'the token is for another audience than the option audience';

/** Everybody with a Google account can have tokens made: only those of the source's own account count. */
export const isOfAccount: ClaimCheck = ({ email, email_verified: isVerified }, { context }) =>
  email === context.options['serviceAccountEmail'] && isVerified === true
    ? null
    : 'the token is of another service account than the option serviceAccountEmail';
