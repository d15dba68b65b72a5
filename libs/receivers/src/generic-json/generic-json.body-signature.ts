import { hmac } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { OptionField } from '../kit/built-in.js';
import type { Scheme, SchemeContext, SchemeKeys, SourceOptions } from '../kit/index.js';

/** The settings of a source whose sender signs the body. */
export const signatureOptions: readonly OptionField[] = [
  {
    kind: 'text',
    name: 'signatureHeader',
    label: 'Signature header',
    help: 'For senders that sign: the header that holds an HMAC-SHA256 of the body, such as x-signature. Nothing unsigned is taken then.',
    isRequired: false,
  },
  {
    kind: 'text',
    name: 'signaturePrefix',
    label: 'Signature prefix',
    help: 'What stands before the signature in that header, such as sha256=.',
    isRequired: false,
  },
  {
    kind: 'boolean',
    name: 'signatureInBase64',
    label: 'Signature in base64',
    help: 'Rather than in hex.',
    default: false,
  },
];

/** An HMAC of the body in the header that the source names; where it names none, the other scheme. */
export function bodySignatureOr(other: Scheme): Scheme {
  return new BodySignatureOr(other);
}

class BodySignatureOr implements Scheme {
  readonly kind = 'body_signature_or';
  readonly headers: readonly string[] = [];
  readonly toleranceSeconds = null;

  constructor(readonly other: Scheme) {
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

  problemOfSecret(secret: string): string | null {
    return this.other.problemOfSecret(secret);
  }

  newKeys(): SchemeKeys | null {
    return this.other.newKeys();
  }

  credentialHeadersOf(options: SourceOptions): readonly string[] {
    return this.schemeOf(options).credentialHeaders ?? [];
  }

  private schemeOf({ signatureHeader: header, signaturePrefix: prefix, signatureInBase64 }: SourceOptions): Scheme {
    if (typeof header !== 'string') return this.other;
    const encoding = signatureInBase64 === true ? 'base64' : 'hex';
    return hmac({ algorithm: 'sha256', header, encoding, ...(typeof prefix === 'string' ? { prefix } : {}) });
  }
}
