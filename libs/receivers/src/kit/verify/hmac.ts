import { constantTimeEqual, decodeBytes, encodeBytes, hmacDigest } from '@kanca/signing';
import { body } from './parts.js';
import { refuseDoubled } from './refuse-doubled.js';
import { singleSignature } from './signature-format.js';
import { SignatureError } from './signature-error.js';
import { staleness, writeTimestamp } from './timestamp.js';
import { withHeader } from './with-header.js';
import type { ByteEncoding, HashAlgorithm } from '@kanca/signing';
import type { InboundRequest } from '@kanca/core';
import type { Part, PartView } from './part.js';
import type { PresentedSignatures, SignatureFormat } from './signature-format.js';
import type { Scheme, SchemeContext } from './scheme.js';
import type { SignedTimestamp } from './timestamp.js';

export interface HmacOptions {
  readonly algorithm: HashAlgorithm;
  /** The header that holds the signature. */
  readonly header: string;
  /** What stands before the signature in its header, such as `sha256=`. */
  readonly prefix?: string;
  /** How signatures stand in the header, where it is more than a prefix. */
  readonly format?: SignatureFormat;
  /** How the signature is written: `hex` unless told. */
  readonly encoding?: ByteEncoding;
  /** What is signed: the body unless told. */
  readonly signed?: Part;
  readonly timestamp?: SignedTimestamp;
}

/**
 * An HMAC over parts of the request.
 * @example
 * hmac({
 *   algorithm: 'sha256', header: 'x-slack-signature', prefix: 'v0=',
 *   signed: concat('v0:', header('x-slack-request-timestamp'), ':', body),
 *   timestamp: { from: header('x-slack-request-timestamp'), unit: 'seconds', toleranceSeconds: 300 },
 * })
 */
export function hmac(options: HmacOptions): Scheme {
  return new HmacScheme(options);
}

class HmacScheme implements Scheme {
  readonly kind = 'hmac';
  readonly algorithm: HashAlgorithm;
  readonly encoding: ByteEncoding;
  readonly header: string;
  readonly format: SignatureFormat;
  readonly signed: Part;
  readonly timestamp: SignedTimestamp | undefined;
  readonly headers: readonly string[];
  readonly toleranceSeconds: number | null;

  constructor(options: HmacOptions) {
    if (options.header === '') throw new Error('hmac() needs the header that holds the signature.');
    if (options.prefix !== undefined && options.format !== undefined)
      throw new Error('hmac() takes a prefix or a format: a format says what stands before a signature itself.');
    this.algorithm = options.algorithm;
    this.encoding = options.encoding ?? 'hex';
    this.header = options.header.toLowerCase();
    this.format = options.format ?? singleSignature(options.prefix);
    this.signed = options.signed ?? body;
    this.timestamp = options.timestamp;
    this.toleranceSeconds = options.timestamp?.toleranceSeconds ?? null;
    this.headers = [...new Set([this.header, ...this.signed.headers, ...(this.timestamp?.from.headers ?? [])])];
    Object.freeze(this);
  }

  applies(request: InboundRequest): boolean {
    return request.headers[this.header] !== undefined || request.doubledHeaders.has(this.header);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): undefined {
    refuseDoubled(request, this.headers);
    const presented = this.presented(request);
    const view: PartView = { request, context, fields: presented.fields };
    const message = this.signed.read(view);
    const stale = this.timestamp === undefined ? null : staleness(this.timestamp, view);

    // Every secret meets every signature, and the time is judged last: how long this takes tells nothing about what was wrong.
    let matches = 0;
    for (const secret of secrets) {
      const digest = hmacDigest(this.algorithm, Buffer.from(secret), message);
      for (const signature of presented.signatures) {
        const bytes = decodeBytes(signature, this.encoding);
        if (bytes !== null && constantTimeEqual(digest, bytes)) matches += 1;
      }
    }
    if (matches === 0) throw this.mismatch(secrets.length, presented.signatures);
    if (stale !== null) throw stale;
  }

  sign(request: InboundRequest, secret: string, context: SchemeContext): InboundRequest {
    const fields: Record<string, string> = {};
    let draft = request;
    if (this.timestamp !== undefined) {
      const { from, unit } = this.timestamp;
      const time = writeTimestamp(context.now, unit);
      if (from.kind === 'header') draft = withHeader(draft, from.name, time);
      else fields[from.name] = time;
    }
    const message = this.signed.read({ request: draft, context, fields });
    const signature = encodeBytes(hmacDigest(this.algorithm, Buffer.from(secret), message), this.encoding);
    return withHeader(draft, this.header, this.format.write(signature, fields));
  }

  private presented(request: InboundRequest): PresentedSignatures {
    const value = request.headers[this.header];
    if (value === undefined)
      throw new SignatureError('header_missing', `no ${this.header} header: is a secret set on the provider's side?`);
    const presented = this.format.parse(value);
    if (presented === null)
      throw new SignatureError(
        'signature_malformed',
        `the ${this.header} header is not of the form ${this.format.shape}`,
      );
    return presented;
  }

  private mismatch(secrets: number, signatures: readonly string[]): SignatureError {
    if (signatures.every((signature) => decodeBytes(signature, this.encoding) === null))
      return new SignatureError('signature_malformed', `the signature in ${this.header} is not ${this.encoding}`);
    return new SignatureError(
      'signature_mismatch',
      `${count(secrets, 'active secret')} and ${count(signatures.length, 'signature')} in ${this.header}: none fits. ` +
        'Is the secret the same on both sides, and did anything on the way change the body?',
    );
  }
}

function count(n: number, noun: string): string {
  return `${String(n)} ${noun}${n === 1 ? '' : 's'}`;
}
