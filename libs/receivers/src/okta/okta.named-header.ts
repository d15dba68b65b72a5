import { inHeader, token } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { Scheme, SchemeContext, SchemeKeys, SourceOptions } from '../kit/index.js';

/** A secret in the header that the operator named at the provider; in `authorization` unless the option says otherwise. */
export function tokenInNamedHeader(option: string): Scheme {
  return new NamedHeader(option);
}

class NamedHeader implements Scheme {
  readonly kind = 'named_header';
  readonly headers: readonly string[] = [];
  readonly toleranceSeconds = null;

  constructor(readonly option: string) {
    Object.freeze(this);
  }

  applies(request: InboundRequest, context: SchemeContext): boolean {
    return this.schemeOf(context.options).applies(request, context);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> | undefined {
    return this.schemeOf(context.options).verify(request, secrets, context);
  }

  chosen(request: InboundRequest, context: SchemeContext): Scheme {
    const scheme = this.schemeOf(context.options);
    return scheme.chosen?.(request, context) ?? scheme;
  }

  sign(request: InboundRequest, signingKey: string, context: SchemeContext): InboundRequest {
    return this.schemeOf(context.options).sign(request, signingKey, context);
  }

  problemOfSecret(): null {
    return null;
  }

  newKeys(): SchemeKeys | null {
    return token(inHeader('authorization')).newKeys();
  }

  credentialHeadersOf(options: SourceOptions): readonly string[] {
    return this.schemeOf(options).headers;
  }

  private schemeOf(options: SourceOptions): Scheme {
    const name = options[this.option];
    return token(inHeader(typeof name === 'string' ? name : 'authorization'));
  }
}
