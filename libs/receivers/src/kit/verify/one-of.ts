import type { InboundRequest } from '@kanca/core';
import type { OtherWriting, Scheme, SchemeContext, SchemeKeys, SourceOptions } from './scheme.js';

/**
 * Alternatives, strongest first. The first one that applies to a request decides alone: a weaker one is never asked once a stronger
 * one was there to fail. A request that carries none of them is judged by the first. Signs with
 * the first that can use the key: GitLab's plain token is none for its signature.
 * @example oneOf(hmac({ algorithm: 'sha256', … }), whenOption('allowSha1', hmac({ algorithm: 'sha1', … })))
 */
export function oneOf(first: Scheme, ...others: readonly Scheme[]): Scheme {
  return new OneOf([first, ...others]);
}

class OneOf implements Scheme {
  readonly kind = 'one_of';
  readonly headers: readonly string[];
  readonly credentialHeaders: readonly string[];
  readonly toleranceSeconds: number | null;

  constructor(readonly schemes: readonly [Scheme, ...Scheme[]]) {
    this.headers = schemes[0].headers;
    this.credentialHeaders = schemes.flatMap((scheme) => scheme.credentialHeaders ?? []);
    this.toleranceSeconds = schemes[0].toleranceSeconds;
    Object.freeze(this);
  }

  applies(request: InboundRequest, context: SchemeContext): boolean {
    return this.schemes.some((scheme) => scheme.applies(request, context));
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> | undefined {
    return this.choose(request, context).verify(request, secrets, context);
  }

  chosen(request: InboundRequest, context: SchemeContext): Scheme {
    const scheme = this.choose(request, context);
    return scheme.chosen?.(request, context) ?? scheme;
  }

  sign(request: InboundRequest, signingKey: string, context: SchemeContext): InboundRequest {
    return this.signer(signingKey, context).sign(request, signingKey, context);
  }

  credentialQueryOf(options: SourceOptions): readonly string[] {
    return this.schemes.flatMap((scheme) => scheme.credentialQueryOf?.(options) ?? []);
  }

  withoutCredentials(body: Buffer, options: SourceOptions): Buffer {
    return this.schemes.reduce((masked, scheme) => scheme.withoutCredentials?.(masked, options) ?? masked, body);
  }

  otherWritings(request: InboundRequest): readonly OtherWriting[] {
    return this.schemes.flatMap((scheme) => scheme.otherWritings?.(request) ?? []);
  }

  problemOfSecret(secret: string): string | null {
    // Good for any of them is good.
    const problems = this.schemes.map((scheme) => scheme.problemOfSecret(secret));
    return problems.includes(null) ? null : (problems[0] ?? null);
  }

  canSign(secret: string): boolean {
    return this.schemes.some((scheme) => scheme.problemOfSecret(secret) === null && (scheme.canSign?.(secret) ?? true));
  }

  newKeys(): SchemeKeys | null {
    return this.schemes[0].newKeys();
  }

  private signer(signingKey: string, { options }: SchemeContext): Scheme {
    const [first] = this.schemes;
    // A private key is the other half of a secret, so nothing can be told from it about the secret's form.
    if (signingKey.startsWith('-----BEGIN')) return first;
    return this.schemes.find((scheme) => scheme.problemOfSecret(signingKey, options) === null) ?? first;
  }

  private choose(request: InboundRequest, context: SchemeContext): Scheme {
    return this.schemes.find((scheme) => scheme.applies(request, context)) ?? this.schemes[0];
  }
}
