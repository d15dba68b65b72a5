import {
  algorithmOf,
  keyOfSet,
  readJwt,
  signJwt,
  verifyJwtWithKey,
  verifyJwtWithSecret,
  type Jwt,
  type JwtAlgorithm,
} from '@kanca/signing';
import { inventKey, PLAIN_KEY } from './key-form.js';
import { publishedAt } from './key-set.js';
import { SignatureError } from '../refusals/signature-error.js';
import { toleranceOf } from './timestamp.js';
import { TestDocuments } from '../documents/test-documents.js';
import { newCurvePair, newRsaPair } from './test-key-pairs.js';
import type { JsonWebKey } from 'node:crypto';
import type { InboundRequest } from '@kanca/core';
import type { RemoteDocuments } from '../documents/remote-documents.js';
import type { TestProof } from './test-proof.js';
import type { KeySet } from './key-set.js';
import type { Place } from './place.js';
import type { Scheme, SchemeContext, SchemeKeys } from './scheme.js';

/** What may be asked of a claim: the operator hears the answer when it is a text. */
export type ClaimCheck = (claims: Readonly<Record<string, unknown>>, view: ClaimView) => string | null;

export interface ClaimView {
  readonly request: InboundRequest;
  readonly context: SchemeContext;
}

export interface JwtOptions {
  readonly at: Place;
  readonly algorithms: readonly [JwtAlgorithm, ...JwtAlgorithm[]];
  /** Where the provider publishes its keys; left out when the source's secret is the key. */
  readonly keySetUrl?: string;
  /** The same, where the address depends on the source, or the provider has to be asked for a key by its id. */
  readonly keySet?: KeySet;
  /** How a key that was made for a test call is told by a provider that has to be asked for it. */
  readonly toldForTest?: (key: JsonWebKey) => RemoteDocuments;
  /** How old a token may be by its `iat`, which it then has to have. The source's option `toleranceSeconds` comes first. */
  readonly maxAgeSeconds?: number;
  /** Further demands, such as that a claim is the hash of the body. */
  readonly checks?: readonly ClaimCheck[];
  /** What stands in the token when we sign, besides the times. */
  readonly claims?: (view: ClaimView) => Readonly<Record<string, unknown>>;
}

/** Clocks differ; no more than this. */
const LEEWAY_SECONDS = 60;
const LIFETIME_SECONDS = 300;
const TEST_KEY_ID = 'kanca-test';

/**
 * A JSON Web Token, by a shared secret or by a key that the provider publishes. `exp`, `nbf` and `iat` are judged whenever they are there.
 * @example jwt({ at: inHeader('authorization', 'Bearer '), algorithms: ['HS256'], checks: [hashOfBody('payload_hash', 'hex')] })
 */
export function jwt(options: JwtOptions): Scheme {
  return new JwtScheme(options);
}

class JwtScheme implements Scheme {
  readonly kind = 'jwt';
  readonly headers: readonly string[];
  readonly credentialHeaders: readonly string[];
  readonly toleranceSeconds: number | null;
  readonly algorithms: readonly JwtAlgorithm[];
  readonly keySetUrl: string | undefined;
  private readonly keySet: KeySet | undefined;

  constructor(private readonly options: JwtOptions) {
    this.headers = options.at.headers;
    this.credentialHeaders = options.at.headers;
    this.algorithms = options.algorithms;
    this.toleranceSeconds = options.maxAgeSeconds ?? null;
    this.keySetUrl = options.keySetUrl;
    this.keySet = options.keySet ?? (options.keySetUrl === undefined ? undefined : publishedAt(options.keySetUrl));
    Object.freeze(this);
  }

  applies(request: InboundRequest): boolean {
    try {
      return this.options.at.read(request) !== undefined;
    } catch {
      return true;
    }
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> | undefined {
    const { at } = this.options;
    const text = at.read(request);
    if (text === undefined) throw new SignatureError('header_missing', `no token at ${at.where}`);
    const token = readJwt(text);
    const algorithm = token === null ? null : algorithmOf(token, this.algorithms);
    if (token === null || algorithm === null)
      throw new SignatureError(
        'signature_malformed',
        `${at.where} holds no JWT signed with ${this.algorithms.join(' or ')}`,
      );
    if (this.keySet !== undefined) {
      // What costs nothing comes first: nobody is asked for the key of a token that could not be good.
      this.judge(token, { request, context });
      return this.verifyByKeySet(token, algorithm, this.keySet, context);
    }
    let matches = 0;
    for (const secret of secrets) if (verifyJwtWithSecret(token, algorithm, Buffer.from(secret))) matches += 1;
    if (matches === 0) throw mismatch(at);
    this.judge(token, { request, context });
    return undefined;
  }

  sign(request: InboundRequest, signingKey: string, context: SchemeContext): InboundRequest {
    const now = Math.floor(context.now / 1_000);
    const claims = { iat: now, nbf: now, exp: now + LIFETIME_SECONDS, ...this.options.claims?.({ request, context }) };
    // Providers that have several keys say which one it was.
    const header = this.keySet === undefined ? {} : { kid: TEST_KEY_ID };
    return this.options.at.write(request, signJwt(claims, this.options.algorithms[0], signingKey, header));
  }

  problemOfSecret(): null {
    return null;
  }

  /** @throws Error where the keys are not at one address, and it is not said how they are told */
  async inventProof(): Promise<TestProof> {
    const { algorithms, keySetUrl, toldForTest } = this.options;
    const { privateKey, publicKey } = await (algorithms[0] === 'ES256' ? newCurvePair() : newRsaPair());
    const key = { ...publicKey.export({ format: 'jwk' }), kid: TEST_KEY_ID };
    const signingKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    if (toldForTest !== undefined) return { signingKey, documents: toldForTest(key) };
    if (keySetUrl === undefined) throw new Error('jwt() needs toldForTest: its keys are at no single address.');
    return {
      signingKey,
      documents: new TestDocuments({ published: { [keySetUrl]: JSON.stringify({ keys: [key] }) } }),
    };
  }

  newKeys(): SchemeKeys | null {
    if (this.keySet !== undefined) return null;
    const secret = inventKey(PLAIN_KEY);
    return { secret, signingKey: secret };
  }

  private async verifyByKeySet(
    token: Jwt,
    algorithm: JwtAlgorithm,
    keySet: KeySet,
    context: SchemeContext,
  ): Promise<void> {
    const { kid } = token.header;
    const key = keyOfSet(await keySet(kid, context), kid);
    if (key === null)
      throw new SignatureError('signature_mismatch', 'the key that the token names is not among those of the provider');
    if (!verifyJwtWithKey(token, algorithm, key)) throw mismatch(this.options.at);
  }

  private judge({ claims }: Jwt, view: ClaimView): void {
    const now = view.context.now / 1_000;
    const { exp, nbf, iat } = claims;
    if (typeof exp === 'number' && now > exp + LEEWAY_SECONDS)
      throw new SignatureError('timestamp_stale', `the token expired ${String(Math.round(now - exp))} s ago`);
    for (const begin of [nbf, iat])
      if (typeof begin === 'number' && now < begin - LEEWAY_SECONDS)
        throw new SignatureError(
          'timestamp_stale',
          `the token is good only in ${String(Math.round(begin - now))} s: is a clock wrong?`,
        );
    if (this.toleranceSeconds !== null)
      assertYoung(iat, now, toleranceOf({ toleranceSeconds: this.toleranceSeconds }, view.context.options));
    for (const check of this.options.checks ?? []) {
      const problem = check(claims, view);
      if (problem !== null) throw new SignatureError('claim_mismatch', problem);
    }
  }
}

function assertYoung(iat: unknown, now: number, toleranceSeconds: number): void {
  if (typeof iat !== 'number')
    throw new SignatureError('timestamp_malformed', 'the token does not say when it was made');
  if (now - iat > toleranceSeconds)
    throw new SignatureError(
      'timestamp_stale',
      `the token was made ${String(Math.round(now - iat))} s ago and ${String(toleranceSeconds)} s are tolerated: a late retry, a replay, or a clock that is wrong`,
    );
}

function mismatch(at: Place): SignatureError {
  return new SignatureError('signature_mismatch', `the token at ${at.where} was not made with this source's secret`);
}
