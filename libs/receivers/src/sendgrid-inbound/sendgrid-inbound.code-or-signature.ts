import { asPublicKey } from '@kanca/signing';
import { body, concat, header, inQuery, publicKey, token } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { Scheme, SchemeContext, SchemeKeys } from '../kit/index.js';

export const TOLERANCE_SECONDS = 600;
const ALGORITHM = 'ecdsa-sha256';
const TIMESTAMP = header('x-twilio-email-event-webhook-timestamp');

/**
 * A code in the URL, or the signature of a parse security policy. Which of them counts is told by the secrets: a source that has a
 * public key takes nothing unsigned, and a public key, which is no secret, is never taken for a code.
 * Source: twilio.com/docs/sendgrid/for-developers/parsing-email/securing-your-parse-webhooks.
 */
class CodeOrSignature implements Scheme {
  readonly kind = 'code_or_signature';
  // Only one of the two looks at headers and signs a time, so neither is true of every request.
  readonly headers: readonly string[] = [];
  readonly toleranceSeconds = null;
  readonly code = token(inQuery('code'));
  readonly signature = publicKey({
    algorithm: ALGORITHM,
    header: 'x-twilio-email-event-webhook-signature',
    encoding: 'base64',
    signed: concat(TIMESTAMP, body),
    timestamp: { from: TIMESTAMP, unit: 'seconds', toleranceSeconds: TOLERANCE_SECONDS },
  });

  applies(request: InboundRequest, context: SchemeContext): boolean {
    return this.code.applies(request, context) || this.signature.applies(request, context);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> | undefined {
    const keys = secrets.filter((secret) => asPublicKey(secret, ALGORITHM) !== null);
    const isSigned = this.signature.applies(request, context) && !this.code.applies(request, context);
    if (keys.length > 0 || isSigned) return this.signature.verify(request, keys, context);
    return this.code.verify(request, secrets, context);
  }

  /** A source with a public key takes no code, so a code that comes along nevertheless was not looked at. */
  chosen(request: InboundRequest, context: SchemeContext): Scheme {
    return this.signature.applies(request, context) && !this.code.applies(request, context)
      ? this.signature
      : this.code;
  }

  /** With a private key by signature, with anything else by code. */
  sign(request: InboundRequest, signingKey: string, context: SchemeContext): InboundRequest {
    const scheme = signingKey.startsWith('-----BEGIN') ? this.signature : this.code;
    return scheme.sign(request, signingKey, context);
  }

  problemOfSecret(): null {
    return null;
  }

  canSign(secret: string): boolean {
    return asPublicKey(secret, ALGORITHM) === null;
  }

  newKeys(): SchemeKeys | null {
    return this.code.newKeys();
  }
}

export const codeOrSignature: Scheme = new CodeOrSignature();
