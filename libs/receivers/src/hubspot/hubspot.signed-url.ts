import { SignatureError } from '../kit/index.js';
import type { Part, PartView } from '../kit/built-in.js';

/** HubSpot signs these characters as they are, however the URL writes them. */
const ESCAPES = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

function calledUrl({ request, context }: PartView): string {
  const { url } = context.options;
  return typeof url === 'string' ? url : context.publicUrl + request.url;
}

/**
 * The URL as version 3 signs it.
 * Source: developers.hubspot.com, validating requests: the table of URL-encoded characters to decode.
 */
export const signedUrl: Part = Object.freeze({
  kind: 'hubspot_url',
  headers: [],
  read: (view) => [Buffer.from(calledUrl(view).replace(ESCAPES, decodeURIComponent))],
} satisfies Part);

/**
 * What versions 1 and 2 hash: the secret and the body, with method and URL between them in version 2. Such a hash can be made to
 * fit a longer body by someone who lacks the secret; but what has to be put between is no UTF-8, and no JSON.
 */
export const legacySigned: Part = Object.freeze({
  kind: 'hubspot_legacy',
  headers: ['x-hubspot-signature-version'],
  readsSecret: true,
  read(view) {
    const { request, secret = '' } = view;
    const version = request.headers['x-hubspot-signature-version'];
    if (version === 'v1') return [Buffer.from(secret), request.body];
    if (version === 'v2') return [Buffer.from(secret + request.method + calledUrl(view)), request.body];
    throw new SignatureError('signature_malformed', 'x-hubspot-signature-version is neither v1 nor v2');
  },
} satisfies Part);
