import { SignatureError } from '../refusals/signature-error.js';
import type { InboundRequest } from '@kanca/core';
import type { Scheme, SchemeContext, SchemeKeys, SourceOptions } from './scheme.js';

/**
 * A scheme that takes part only in sources whose option of that name is `true`. For what a provider still offers but nobody should
 * have to accept.
 * @example whenOption('allowSha1', hmac({ algorithm: 'sha1', header: 'x-hub-signature', prefix: 'sha1=' }))
 */
export function whenOption(option: string, scheme: Scheme): Scheme {
  return new WhenOption(option, scheme);
}

class WhenOption implements Scheme {
  readonly kind = 'when_option';
  readonly headers: readonly string[];
  readonly credentialHeaders: readonly string[];
  readonly toleranceSeconds: number | null;

  constructor(
    readonly option: string,
    readonly scheme: Scheme,
  ) {
    this.headers = scheme.headers;
    this.credentialHeaders = scheme.credentialHeaders ?? [];
    this.toleranceSeconds = scheme.toleranceSeconds;
    Object.freeze(this);
  }

  applies(request: InboundRequest, context: SchemeContext): boolean {
    return context.options[this.option] === true && this.scheme.applies(request, context);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> | undefined {
    if (context.options[this.option] !== true)
      throw new SignatureError(
        'scheme_disabled',
        `this source does not accept such signatures: its option ${this.option} is off`,
      );
    return this.scheme.verify(request, secrets, context);
  }

  chosen(request: InboundRequest, context: SchemeContext): Scheme {
    return this.scheme.chosen?.(request, context) ?? this.scheme;
  }

  sign(request: InboundRequest, signingKey: string, context: SchemeContext): InboundRequest {
    return this.scheme.sign(request, signingKey, context);
  }

  credentialQueryOf(options: SourceOptions): readonly string[] {
    return this.scheme.credentialQueryOf?.(options) ?? [];
  }

  withoutCredentials(body: Buffer, options: SourceOptions): Buffer {
    return this.scheme.withoutCredentials?.(body, options) ?? body;
  }

  problemOfSecret(secret: string): string | null {
    return this.scheme.problemOfSecret(secret);
  }

  canSign(secret: string): boolean {
    return this.scheme.canSign?.(secret) ?? true;
  }

  newKeys(): SchemeKeys | null {
    return this.scheme.newKeys();
  }
}
