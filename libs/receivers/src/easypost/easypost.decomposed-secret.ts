import type { InboundRequest } from '@kanca/core';
import type { Scheme, SchemeContext, SchemeKeys } from '../kit/index.js';

/** The key is the secret in Unicode's form NFKD, in which an é is two characters. Source: @easypost/api, Utils.validateWebhook. */
export function withDecomposedSecret(scheme: Scheme): Scheme {
  return new DecomposedSecret(scheme);
}

class DecomposedSecret implements Scheme {
  readonly kind = 'decomposed_secret';
  readonly headers: readonly string[];
  readonly toleranceSeconds: number | null;

  constructor(readonly scheme: Scheme) {
    this.headers = scheme.headers;
    this.toleranceSeconds = scheme.toleranceSeconds;
    Object.freeze(this);
  }

  applies(request: InboundRequest, context: SchemeContext): boolean {
    return this.scheme.applies(request, context);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> | undefined {
    return this.scheme.verify(request, secrets.map(decomposed), context);
  }

  sign(request: InboundRequest, secret: string, context: SchemeContext): InboundRequest {
    return this.scheme.sign(request, decomposed(secret), context);
  }

  problemOfSecret(secret: string): string | null {
    return this.scheme.problemOfSecret(decomposed(secret));
  }

  newKeys(): SchemeKeys | null {
    return this.scheme.newKeys();
  }
}

function decomposed(secret: string): string {
  return secret.normalize('NFKD');
}
