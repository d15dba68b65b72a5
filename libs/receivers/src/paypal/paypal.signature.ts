import { decodeBytes, encodeBytes, signWithKey, verifyWithKey } from '@kanca/signing';
import { header, inHeader, NoDocuments, SignatureError, staleness, writeTimestamp } from '../kit/index.js';
import { trustedCertificate, type TrustedRoots } from './paypal.certificate.js';
import { crc32 } from './paypal.crc32.js';
import type { InboundRequest } from '@kanca/core';
import type { Scheme, SchemeContext, SignedTimestamp } from '../kit/index.js';

const ID = inHeader('paypal-transmission-id');
const TIME = inHeader('paypal-transmission-time');
const ALGORITHM = inHeader('paypal-auth-algo');
const CERTIFICATE_URL = inHeader('paypal-cert-url');
const SIGNATURE = inHeader('paypal-transmission-sig');
const PLACES = [SIGNATURE, ID, TIME, ALGORITHM, CERTIFICATE_URL];

const RSA_WITH_SHA256 = 'SHA256withRSA';
/** An address of PayPal’s own, and of nobody who could write the rest of the URL. */
const CERTIFICATE_ADDRESS = /^https:\/\/api(?:-m)?(?:\.sandbox)?\.paypal\.com\/v1\/notifications\/certs\/[\w-]{1,200}$/;
const SAMPLE_CERTIFICATE = 'https://api.sandbox.paypal.com/v1/notifications/certs/CERT-kanca-sample';

/**
 * PayPal’s signature over the id and time of the transmission, the id of the webhook and the CRC-32 of the body, by a certificate
 * that PayPal publishes. A CRC is no hash: who holds a genuine request can make another body for it, so this proves a part only.
 * Source: https://developer.paypal.com/api/rest/webhooks/rest/#link-selfverificationmethod
 */
export class PaypalSignature implements Scheme {
  readonly kind = 'paypal_signature';
  readonly headers: readonly string[] = PLACES.flatMap((place) => place.headers);
  private readonly timestamp: SignedTimestamp;

  constructor(
    private readonly roots: TrustedRoots,
    readonly toleranceSeconds: number,
  ) {
    this.timestamp = { from: header('paypal-transmission-time'), unit: 'iso', toleranceSeconds };
    Object.freeze(this);
  }

  applies({ headers, doubledHeaders }: InboundRequest): boolean {
    return SIGNATURE.headers.some((name) => headers[name] !== undefined || doubledHeaders.has(name));
  }

  /** Everything that costs nothing is judged first: nothing is fetched for a request that could not be genuine. */
  async verify(request: InboundRequest, _secrets: readonly string[], context: SchemeContext): Promise<void> {
    for (const place of PLACES)
      if (place.read(request) === undefined) throw new SignatureError('header_missing', `nothing in ${place.where}`);
    const signature = decodeBytes(SIGNATURE.read(request) ?? '', 'base64');
    if (signature === null || signature.length === 0)
      throw new SignatureError('signature_malformed', `${SIGNATURE.where} is not base64`);
    if (ALGORITHM.read(request) !== RSA_WITH_SHA256)
      throw new SignatureError('signature_malformed', `${ALGORITHM.where} is not ${RSA_WITH_SHA256}`);
    const stale = staleness(this.timestamp, { request, context, fields: {} });
    if (stale !== null) throw stale;
    const address = CERTIFICATE_URL.read(request) ?? '';
    if (!CERTIFICATE_ADDRESS.test(address))
      throw new SignatureError('signature_malformed', `${CERTIFICATE_URL.where} is not an address of PayPal`);
    const { documents = new NoDocuments(), now } = context;
    const certificate = await trustedCertificate(await documents.read(address), this.roots, now, documents);
    if (certificate.publicKey.asymmetricKeyType !== 'rsa')
      throw new SignatureError('signature_mismatch', 'the certificate holds no RSA key');
    if (!verifyWithKey('rsa-sha256', certificate.publicKey, [signedBytes(request, context)], signature))
      throw new SignatureError(
        'signature_mismatch',
        'the signature does not fit: is the option webhookId the id of this very webhook, and did anything change the body?',
      );
  }

  /** @param privateKey PEM of a certificate at PAYPAL-CERT-URL, which no one but PayPal has; for tests that trust another */
  sign(request: InboundRequest, privateKey: string, context: SchemeContext): InboundRequest {
    let draft = TIME.write(request, writeTimestamp(context.now, 'iso'));
    draft = ID.write(draft, ID.read(request) ?? 'kanca-sample');
    draft = ALGORITHM.write(draft, RSA_WITH_SHA256);
    draft = CERTIFICATE_URL.write(draft, CERTIFICATE_URL.read(request) ?? SAMPLE_CERTIFICATE);
    const signature = signWithKey('rsa-sha256', privateKey, [signedBytes(draft, context)]);
    return SIGNATURE.write(draft, encodeBytes(signature, 'base64'));
  }

  problemOfSecret(): null {
    return null;
  }

  newKeys(): null {
    return null;
  }
}

function signedBytes(request: InboundRequest, { options }: SchemeContext): Buffer {
  const webhookId = options['webhookId'];
  const parts = [
    ID.read(request) ?? '',
    TIME.read(request) ?? '',
    typeof webhookId === 'string' ? webhookId : '',
    String(crc32(request.body)),
  ];
  return Buffer.from(parts.join('|'), 'latin1');
}
