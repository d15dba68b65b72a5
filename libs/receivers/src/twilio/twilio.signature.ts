import { hmac, SignatureError } from '../kit/index.js';
import { signedUrl } from './twilio.signed-url.js';
import type { InboundRequest } from '@kanca/core';
import type { Scheme, SchemeContext, SchemeKeys } from '../kit/index.js';

const SIGNATURE = 'x-twilio-signature';
const SETTINGS = 'x-twilio-webhooks-signature-settings';
const DEFAULT_PORTS: ReadonlyMap<string, string> = new Map([
  ['https:', '443'],
  ['http:', '80'],
]);

const common = { header: SIGNATURE, encoding: 'base64', signed: signedUrl } as const;
const authToken = hmac({ ...common, algorithm: 'sha1' });
const sharedKey = hmac({ ...common, algorithm: 'sha256' });

/**
 * SHA-1 with the auth token, or SHA-256 with a shared key where the settings header says so; never one where it says the other. Twilio
 * signs the URL sometimes with its port and sometimes without, so both are tried, as its own libraries do.
 * Source: twilio-node, src/webhooks/webhooks.ts and examples/WebhookSignatureValidation.md.
 */
class TwilioSignature implements Scheme {
  readonly kind = 'twilio_signature';
  readonly headers = [SIGNATURE];
  readonly toleranceSeconds = null;

  applies(request: InboundRequest, context: SchemeContext): boolean {
    return authToken.applies(request, context);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): undefined {
    const scheme = schemeOf(request);
    const [first, second] = writingsOf(context.publicUrl);
    try {
      void scheme.verify(request, secrets, { ...context, publicUrl: first });
    } catch (error) {
      if (!(error instanceof SignatureError) || error.reason !== 'signature_mismatch') throw error;
      void scheme.verify(request, secrets, { ...context, publicUrl: second });
    }
  }

  sign(request: InboundRequest, signingKey: string, context: SchemeContext): InboundRequest {
    return schemeOf(request).sign(request, signingKey, context);
  }

  problemOfSecret(secret: string): string | null {
    return authToken.problemOfSecret(secret);
  }

  newKeys(): SchemeKeys | null {
    return authToken.newKeys();
  }
}

export const twilioSignature: Scheme = new TwilioSignature();

function schemeOf({ headers, doubledHeaders }: InboundRequest): Scheme {
  if (doubledHeaders.has(SETTINGS)) throw new SignatureError('header_doubled', `the ${SETTINGS} header came twice`);
  const algorithm = /(?:^|,)\s*algorithm\s*=\s*([^,\s]+)/i.exec(headers[SETTINGS] ?? '')?.[1]?.toUpperCase();
  switch (algorithm) {
    case undefined:
    case 'HMAC_SHA1':
      return authToken;
    case 'HMAC_SHA256':
      return sharedKey;
    default:
      throw new SignatureError('signature_malformed', `the ${SETTINGS} header names an algorithm that is not known`);
  }
}

/** The URL of the hub with its port and without. */
function writingsOf(publicUrl: string): readonly [string, string] {
  const url = new URL(publicUrl);
  const port = url.port === '' ? DEFAULT_PORTS.get(url.protocol) : url.port;
  const rest = url.pathname === '/' ? '' : url.pathname;
  const without = `${url.protocol}//${url.hostname}${rest}`;
  const withPort = `${url.protocol}//${url.hostname}:${port ?? ''}${rest}`;
  return url.port === '' ? [publicUrl, withPort] : [publicUrl, without];
}
