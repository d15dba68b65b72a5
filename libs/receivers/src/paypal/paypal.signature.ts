import { encodeBytes, signWithKey, verifyWithKey } from '@kanca/signing';
import { writeTimestamp } from '../kit/built-in.js';
import { NoDocuments, SignatureError } from '../kit/index.js';
import { trustedCertificate, TrustedRoots } from './paypal.certificate.js';
import { crc32 } from './paypal.crc32.js';
import {
  ALGORITHM,
  CERTIFICATE_URL,
  isTransmission,
  readTransmission,
  RSA_WITH_SHA256,
  SIGNATURE,
  TRANSMISSION_HEADERS,
  TRANSMISSION_ID,
  TRANSMISSION_TIME,
} from './paypal.transmission.js';
import type { InboundRequest } from '@kanca/core';
import type { Scheme, SchemeContext } from '../kit/index.js';

/** Where the samples say that the certificate is; only a test call finds one there. */
export const SAMPLE_CERTIFICATE_URL = 'https://api.sandbox.paypal.com/v1/notifications/certs/CERT-kanca-sample';

/**
 * PayPal’s signature over the id and time of the transmission, the id of the webhook and the CRC-32 of the body, by a certificate
 * that PayPal publishes. A CRC is no hash: who holds a genuine request can make another body for it, so this proves a part only.
 * Source: https://developer.paypal.com/api/rest/webhooks/rest/#link-selfverificationmethod
 */
export class PaypalSignature implements Scheme {
  readonly kind = 'paypal_signature';
  readonly headers = TRANSMISSION_HEADERS;

  constructor(
    private readonly roots: TrustedRoots,
    readonly toleranceSeconds: number,
  ) {
    Object.freeze(this);
  }

  applies(request: InboundRequest): boolean {
    return isTransmission(request);
  }

  async verify(request: InboundRequest, _secrets: readonly string[], context: SchemeContext): Promise<void> {
    const { certificateUrl, signature } = readTransmission(request, context, this.toleranceSeconds);
    const { documents = new NoDocuments(), now } = context;
    const document = await documents.read(certificateUrl);
    const roots = documents.testAuthorities.length === 0 ? this.roots : new TrustedRoots(documents.testAuthorities);
    const certificate = await trustedCertificate(document, roots, now, documents);
    if (certificate.publicKey.asymmetricKeyType !== 'rsa')
      throw new SignatureError('signature_mismatch', 'the certificate holds no RSA key');
    const bytes = Buffer.from(signature, 'base64');
    if (!verifyWithKey('rsa-sha256', certificate.publicKey, [signedBytes(request, context)], bytes))
      throw new SignatureError(
        'signature_mismatch',
        'the signature does not fit: is the option webhookId the id of this very webhook, and did anything change the body?',
      );
  }

  /** @param privateKey PEM of a certificate at PAYPAL-CERT-URL, which no one but PayPal has; for tests that trust another */
  sign(request: InboundRequest, privateKey: string, context: SchemeContext): InboundRequest {
    let draft = TRANSMISSION_TIME.write(request, writeTimestamp(context.now, 'iso'));
    draft = TRANSMISSION_ID.write(draft, TRANSMISSION_ID.read(request) ?? 'kanca-sample');
    draft = ALGORITHM.write(draft, RSA_WITH_SHA256);
    draft = CERTIFICATE_URL.write(draft, CERTIFICATE_URL.read(request) ?? SAMPLE_CERTIFICATE_URL);
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
    TRANSMISSION_ID.read(request) ?? '',
    TRANSMISSION_TIME.read(request) ?? '',
    typeof webhookId === 'string' ? webhookId : '',
    String(crc32(request.body)),
  ];
  return Buffer.from(parts.join('|'), 'latin1');
}
