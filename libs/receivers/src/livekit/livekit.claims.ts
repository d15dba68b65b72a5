import { createHash } from 'node:crypto';
import type { ClaimCheck, ClaimView } from '../kit/built-in.js';

const hashOf = ({ request }: ClaimView): string => createHash('sha256').update(request.body).digest('base64');

export const wouldEnd: ClaimCheck = ({ exp }) => (typeof exp === 'number' ? null : 'the token never ends');

export const isForBody: ClaimCheck = ({ sha256 }, view) =>
  sha256 === hashOf(view) ? null : 'the token is for another body';

/** Only where the source names a key: the secret tells it already. */
export const isOfKey: ClaimCheck = ({ iss }, { context }) => {
  const { apiKey } = context.options;
  return apiKey === undefined || apiKey === iss ? null : 'the token is of another API key than the option apiKey';
};

/** What the provider writes into its tokens. */
export const claimsOf = (view: ClaimView): Readonly<Record<string, unknown>> => ({
  iss: view.context.options['apiKey'] ?? 'APIinvented',
  sha256: hashOf(view),
});
