import { askPaypal } from './paypal.postback.js';
import { PaypalSignature } from './paypal.signature.js';
import { inventPaypalProof } from './paypal.test-proof.js';
import { TRANSMISSION_HEADERS } from './paypal.transmission.js';
import type { InboundRequest } from '@kanca/core';
import type { TestProof } from '../kit/built-in.js';
import type { Scheme, SchemeContext } from '../kit/index.js';
import type { TrustedRoots } from './paypal.certificate.js';

/** How a source has a transmission judged: by its certificate, or by PayPal’s own answer. */
export const PAYPAL_MODES = ['certificate', 'postback'] as const;

/** PayPal’s two ways to verify a webhook. The source says which, and no request can choose the other. */
export class PaypalProof implements Scheme {
  readonly kind = 'paypal_signature_or_postback';
  readonly headers = TRANSMISSION_HEADERS;
  private readonly byCertificate: PaypalSignature;

  constructor(
    roots: TrustedRoots,
    readonly toleranceSeconds: number,
  ) {
    this.byCertificate = new PaypalSignature(roots, toleranceSeconds);
    Object.freeze(this);
  }

  applies(request: InboundRequest): boolean {
    return this.byCertificate.applies(request);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> {
    if (context.options['mode'] === 'postback') return askPaypal(request, context, this.toleranceSeconds);
    return this.byCertificate.verify(request, secrets, context);
  }

  sign(request: InboundRequest, privateKey: string, context: SchemeContext): InboundRequest {
    return this.byCertificate.sign(request, privateKey, context);
  }

  problemOfSecret(): null {
    return null;
  }

  inventProof({ now }: SchemeContext): Promise<TestProof> {
    return inventPaypalProof(now);
  }

  newKeys(): null {
    return null;
  }
}
