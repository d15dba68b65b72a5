import type { ClaimCheck, ClaimView } from '../kit/built-in.js';

/** Where monday believes this source to be. */
export function calledUrl({ request, context }: ClaimView): string {
  const { url } = context.options;
  return typeof url === 'string' ? url : context.publicUrl + request.url;
}

/** The token is for one URL, and for a few minutes. */
export const isForThisSource: ClaimCheck = ({ aud, exp }, view) => {
  if (typeof exp !== 'number') return 'the token has no end';
  return aud === calledUrl(view)
    ? null
    : 'the token is for another URL: was this one entered at monday, with its query?';
};
