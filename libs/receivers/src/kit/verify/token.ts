import { constantTimeEqual } from '@kanca/signing';
import { inventKey, PLAIN_KEY } from './key-form.js';
import { SignatureError } from '../refusals/signature-error.js';
import { inHeader, type Place } from './place.js';
import type { InboundRequest } from '@kanca/core';
import type { Scheme, SchemeContext, SchemeKeys } from './scheme.js';

/**
 * A secret that comes along as it is. It tells who sent the request, and nothing about its body.
 * @example token(inHeader('x-gitlab-token'))
 * @example token(inQuery('code'))
 */
export function token(at: Place): Scheme {
  return new TokenScheme('token', at, (secret) => secret);
}

/**
 * HTTP Basic authentication. The secret is the password, which may hold colons; the user's name is an option of the source.
 * Source: RFC 7617.
 * @param usernameOption the option that holds the user's name: `username` unless told
 */
export function basic(usernameOption = 'username'): Scheme {
  return new TokenScheme('basic', inHeader('authorization', 'Basic '), (password, { options }) => {
    const username = options[usernameOption];
    return Buffer.from(`${typeof username === 'string' ? username : ''}:${password}`).toString('base64');
  });
}

class TokenScheme implements Scheme {
  readonly headers: readonly string[];
  readonly credentialHeaders: readonly string[];
  readonly toleranceSeconds = null;

  constructor(
    readonly kind: 'token' | 'basic',
    readonly at: Place,
    /** The secret as it stands in the request. */
    private readonly written: (secret: string, context: SchemeContext) => string,
  ) {
    this.headers = at.headers;
    this.credentialHeaders = at.headers;
    Object.freeze(this);
  }

  applies(request: InboundRequest): boolean {
    try {
      return this.at.read(request) !== undefined;
    } catch {
      return true;
    }
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): undefined {
    const presented = this.at.read(request);
    if (presented === undefined)
      throw new SignatureError('header_missing', `nothing at ${this.at.where}, where the secret belongs`);
    const bytes = Buffer.from(presented);
    let matches = 0;
    for (const secret of secrets)
      if (constantTimeEqual(Buffer.from(this.written(secret, context)), bytes)) matches += 1;
    if (matches === 0)
      throw new SignatureError(
        'signature_mismatch',
        `what stands at ${this.at.where} is none of the active secrets: are both sides set to the same one?`,
      );
  }

  sign(request: InboundRequest, secret: string, context: SchemeContext): InboundRequest {
    return this.at.write(request, this.written(secret, context));
  }

  withoutCredentials(body: Buffer): Buffer {
    return this.at.mask?.(body) ?? body;
  }

  sendsSecret(): boolean {
    return true;
  }

  credentialQueryOf(): readonly string[] {
    return this.at.query === undefined ? [] : [this.at.query];
  }

  problemOfSecret(): null {
    return null;
  }

  newKeys(): SchemeKeys {
    const secret = inventKey(PLAIN_KEY);
    return { secret, signingKey: secret };
  }
}
