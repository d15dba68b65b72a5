import { hmac, inHeader, SignatureError, type Scheme, type SchemeContext, type SchemeKeys } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';

const KEY_HEADER = 'x-pusher-key';
const APP_KEY = inHeader(KEY_HEADER);

/**
 * The signature of one of a Pusher app's tokens. The key that Pusher names beside it tells which token, and so whether the request is
 * for this app at all; it is not signed and proves nothing.
 */
class AppSignature implements Scheme {
  readonly kind = 'pusher_app_signature';
  readonly toleranceSeconds = null;
  readonly headers: readonly string[];

  constructor(private readonly signature: Scheme) {
    this.headers = [...signature.headers, KEY_HEADER];
    Object.freeze(this);
  }

  applies(request: InboundRequest, context: SchemeContext): boolean {
    return this.signature.applies(request, context);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> | undefined {
    const key = APP_KEY.read(request);
    if (key === undefined) throw new SignatureError('header_missing', `no ${KEY_HEADER} header`);
    if (!keysOf(context).includes(key))
      throw new SignatureError(
        'signature_mismatch',
        `the app key in ${KEY_HEADER} is not one of this source: is it another app's?`,
      );
    return this.signature.verify(request, secrets, context);
  }

  sign(request: InboundRequest, secret: string, context: SchemeContext): InboundRequest {
    return this.signature.sign(APP_KEY.write(request, keysOf(context)[0] ?? ''), secret, context);
  }

  problemOfSecret(secret: string): string | null {
    return this.signature.problemOfSecret(secret);
  }

  newKeys(): SchemeKeys | null {
    return this.signature.newKeys();
  }
}

/** Source: https://pusher.com/docs/channels/server_api/webhooks/#security */
export const appSignature: Scheme = new AppSignature(hmac({ algorithm: 'sha256', header: 'x-pusher-signature' }));

function keysOf({ options }: SchemeContext): readonly string[] {
  const keys = options['key'];
  return typeof keys === 'string' ? keys.split(',').map((key) => key.trim()) : [];
}
