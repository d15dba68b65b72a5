import { decodeBytes } from '@kanca/signing';
import { staleness } from '../kit/built-in.js';
import { header, inHeader, SignatureError } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { SignedTimestamp } from '../kit/built-in.js';
import type { SchemeContext } from '../kit/index.js';

/** What PayPal writes beside the body. Source: https://developer.paypal.com/api/rest/webhooks/rest/#link-selfverificationmethod */
export const TRANSMISSION_ID = inHeader('paypal-transmission-id');
export const TRANSMISSION_TIME = inHeader('paypal-transmission-time');
export const ALGORITHM = inHeader('paypal-auth-algo');
export const CERTIFICATE_URL = inHeader('paypal-cert-url');
export const SIGNATURE = inHeader('paypal-transmission-sig');
const PLACES = [SIGNATURE, TRANSMISSION_ID, TRANSMISSION_TIME, ALGORITHM, CERTIFICATE_URL];
export const TRANSMISSION_HEADERS: readonly string[] = PLACES.flatMap((place) => place.headers);

export const RSA_WITH_SHA256 = 'SHA256withRSA';
/** An address of PayPal’s own, and of nobody who could write the rest of the URL. */
const CERTIFICATE_ADDRESS = /^https:\/\/api(?:-m)?(?:\.sandbox)?\.paypal\.com\/v1\/notifications\/certs\/[\w-]{1,200}$/;

/** A transmission that may be genuine. */
export interface Transmission {
  readonly id: string;
  readonly time: string;
  readonly algorithm: string;
  readonly certificateUrl: string;
  /** As it was sent, in base64. */
  readonly signature: string;
}

export function isTransmission({ headers, doubledHeaders }: InboundRequest): boolean {
  return SIGNATURE.headers.some((name) => headers[name] !== undefined || doubledHeaders.has(name));
}

/**
 * Everything that costs nothing is judged here: nothing is fetched for a request that could not be genuine, and nobody is asked.
 * @throws SignatureError
 */
export function readTransmission(
  request: InboundRequest,
  context: SchemeContext,
  toleranceSeconds: number,
): Transmission {
  for (const place of PLACES)
    if (place.read(request) === undefined) throw new SignatureError('header_missing', `nothing in ${place.where}`);
  const signature = SIGNATURE.read(request) ?? '';
  const bytes = decodeBytes(signature, 'base64');
  if (bytes === null || bytes.length === 0)
    throw new SignatureError('signature_malformed', `${SIGNATURE.where} is not base64`);
  if (ALGORITHM.read(request) !== RSA_WITH_SHA256)
    throw new SignatureError('signature_malformed', `${ALGORITHM.where} is not ${RSA_WITH_SHA256}`);
  const timestamp: SignedTimestamp = { from: header('paypal-transmission-time'), unit: 'iso', toleranceSeconds };
  const stale = staleness(timestamp, { request, context, fields: {} });
  if (stale !== null) throw stale;
  const certificateUrl = CERTIFICATE_URL.read(request) ?? '';
  if (!CERTIFICATE_ADDRESS.test(certificateUrl))
    throw new SignatureError('signature_malformed', `${CERTIFICATE_URL.where} is not an address of PayPal`);
  return {
    id: TRANSMISSION_ID.read(request) ?? '',
    time: TRANSMISSION_TIME.read(request) ?? '',
    algorithm: RSA_WITH_SHA256,
    certificateUrl,
    signature,
  };
}
