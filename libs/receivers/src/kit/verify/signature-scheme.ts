import { decodeBytes, encodeBytes } from '@kanca/signing';
import { headerOf } from './header-of.js';
import { inHeader, type Place } from './place.js';
import { body } from './parts.js';
import { refuseDoubled } from './refuse-doubled.js';
import { singleSignature } from './signature-format.js';
import { SignatureError } from '../refusals/signature-error.js';
import { staleness, writeTimestamp } from './timestamp.js';
import { withHeader } from './with-header.js';
import type { ByteEncoding } from '@kanca/signing';
import type { InboundRequest } from '@kanca/core';
import type { Part, PartView } from './part.js';
import type { PresentedSignatures, SignatureFormat } from './signature-format.js';
import type { OtherWriting, Scheme, SchemeContext, SchemeKeys } from './scheme.js';
import type { SignedTimestamp } from './timestamp.js';

export interface SignatureOptions {
  /** The header that holds the signature. Elsewhere than in a header: `at`. */
  readonly header?: string;
  /** Where the signature stands, when it is not in a header. */
  readonly at?: Place;
  /** What stands before the signature, such as `sha256=`. */
  readonly prefix?: string;
  /** How signatures stand there, where it is more than a prefix. */
  readonly format?: SignatureFormat;
  /** How the signature is written: `hex` unless told. */
  readonly encoding?: ByteEncoding;
  /** What is signed: the body unless told. */
  readonly signed?: Part;
  readonly timestamp?: SignedTimestamp;
}

/** More than any provider sends while it rolls its keys; each costs a comparison for each secret. */
const MAX_SIGNATURES = 16;
/** A longer value is no signature that was written differently. */
const MAX_REWRITTEN = 1_024;
const ENCODINGS: readonly ByteEncoding[] = ['hex', 'base64', 'base64url'];

/** The arithmetic of a signature, without where anything stands. */
export interface Prover {
  readonly kind: string;
  readonly algorithm: string;
  /** Whether what a source holds makes signatures as well. */
  readonly canSign: boolean;
  /** How many of the signatures fit a message under a secret. The message is gone through once, however many there are. */
  countFits(secret: string, message: readonly Buffer[], signatures: readonly Buffer[]): number;
  /** @throws Error when that key cannot sign */
  prove(signingKey: string, message: readonly Buffer[]): Buffer;
  problemOfSecret(secret: string): string | null;
  newKeys(): SchemeKeys;
}

/** A signature over parts of the request, by any algorithm. */
export class SignatureScheme implements Scheme {
  readonly kind: string;
  readonly algorithm: string;
  readonly encoding: ByteEncoding;
  readonly header: string | undefined;
  readonly at: Place;
  readonly format: SignatureFormat;
  readonly signed: Part;
  readonly timestamp: SignedTimestamp | undefined;
  readonly headers: readonly string[];
  readonly toleranceSeconds: number | null;

  constructor(
    readonly prover: Prover,
    options: SignatureOptions,
  ) {
    const { header, at, prefix, format } = options;
    if ((header === undefined || header === '') && at === undefined)
      throw new Error(`${prover.kind}() needs the header that holds the signature, or the place where it is.`);
    if (prefix !== undefined && format !== undefined)
      throw new Error(
        `${prover.kind}() takes a prefix or a format: a format says what stands before a signature itself.`,
      );
    if (options.timestamp !== undefined) assertTimestamp(prover.kind, options.timestamp, options.signed ?? body);
    this.kind = prover.kind;
    this.algorithm = prover.algorithm;
    this.encoding = options.encoding ?? 'hex';
    this.header = header?.toLowerCase();
    this.at = at ?? inHeader(header ?? '');
    this.format = format ?? singleSignature(prefix);
    this.signed = options.signed ?? body;
    this.timestamp = options.timestamp;
    this.toleranceSeconds = options.timestamp?.toleranceSeconds ?? null;
    this.headers = [...new Set([...this.at.headers, ...this.signed.headers, ...(this.timestamp?.from.headers ?? [])])];
    Object.freeze(this);
  }

  applies(request: InboundRequest): boolean {
    if (this.header !== undefined) {
      return headerOf(request, this.header) !== undefined || request.doubledHeaders.has(this.header);
    }
    return isThere(this.at, request);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): undefined {
    refuseDoubled(request, this.headers);
    const presented = this.presented(request);
    const signatures = presented.signatures.map((signature) => decodeBytes(signature, this.encoding));
    const readable = signatures.filter((signature) => signature !== null);
    const view: PartView = { request, context, fields: presented.fields };

    // Every secret meets every signature: how long this takes does not tell which of them was nearly right.
    let matches = 0;
    for (const secret of secrets) {
      const message = this.signed.read({ ...view, secret });
      matches += this.prover.countFits(secret, message, readable);
    }
    if (matches === 0) throw this.mismatch(secrets.length, signatures);
    if (this.timestamp === undefined) return;
    // Judged last: a time that stands in a body of any size is looked for only once every byte of that body is known to be genuine.
    const stale = staleness(this.timestamp, { ...view, isBodyVerified: coversBody(this.signed) });
    if (stale !== null) throw stale;
  }

  sign(request: InboundRequest, signingKey: string, context: SchemeContext): InboundRequest {
    const fields: Record<string, string> = {};
    let draft = request;
    if (this.timestamp !== undefined) {
      const { from, unit } = this.timestamp;
      const time = writeTimestamp(context.now, unit);
      if (from.kind === 'header') draft = withHeader(draft, from.name, time);
      else if (from.kind === 'signature_field') fields[from.name] = time;
      else draft = from.place.write(draft, time);
    }
    const message = this.signed.read({ request: draft, context, fields, secret: signingKey });
    const signature = encodeBytes(this.prover.prove(signingKey, message), this.encoding);
    return this.at.write(draft, this.format.write(signature, fields));
  }

  otherWritings(request: InboundRequest): readonly OtherWriting[] {
    const value = tryRead(this.at, request);
    if (value === undefined || value.length > MAX_REWRITTEN) return [];
    const bare = lastEntry(value);
    const { signatures, fields } = this.format.parse(value) ?? { signatures: [bare], fields: {} };
    return ENCODINGS.flatMap((encoding) =>
      signatures.flatMap((signature) => {
        const bytes = decodeBytes(signature, encoding);
        if (bytes === null) return [];
        const text = this.format.write(encodeBytes(bytes, this.encoding), fields);
        const change = `it is read as ${encoding}, without a prefix: this provider writes ${this.encoding} as ${this.format.shape}`;
        return text === value ? [] : [{ request: this.at.write(request, text), change }];
      }),
    );
  }

  problemOfSecret(secret: string): string | null {
    return this.prover.problemOfSecret(secret);
  }

  canSign(): boolean {
    return this.prover.canSign;
  }

  newKeys(): SchemeKeys | null {
    return this.prover.newKeys();
  }

  private presented(request: InboundRequest): PresentedSignatures {
    const value = this.at.read(request);
    if (value === undefined)
      throw new SignatureError(
        'header_missing',
        this.header === undefined
          ? `nothing at ${this.at.where}, where the signature belongs`
          : `no ${this.header} header: is a secret set on the provider's side?`,
      );
    const presented = this.format.parse(value);
    if (presented === null || presented.signatures.length > MAX_SIGNATURES)
      throw new SignatureError('signature_malformed', `${this.at.where} is not of the form ${this.format.shape}`);
    return presented;
  }

  private mismatch(secrets: number, signatures: readonly (Buffer | null)[]): SignatureError {
    if (signatures.every((signature) => signature === null))
      return new SignatureError('signature_malformed', `the signature in ${this.at.where} is not ${this.encoding}`);
    return new SignatureError(
      'signature_mismatch',
      `${count(secrets, 'active secret')} and ${count(signatures.length, 'signature')} in ${this.at.where}: none fits. ` +
        'Is the secret the same on both sides, and did anything on the way change the body?',
    );
  }
}

/** `abc=` of `v1=abc=`: what follows the last sign that is no padding. */
function lastEntry(value: string): string {
  let end = value.length;
  while (end > 0 && value[end - 1] === '=') end -= 1;
  return value.slice(value.lastIndexOf('=', end - 1) + 1);
}

const UNITS = ['seconds', 'milliseconds', 'iso'];

/** A time that is not signed protects nothing: an attacker who replays a request can write another. */
function assertTimestamp(kind: string, { from, unit, toleranceSeconds }: SignedTimestamp, signed: Part): void {
  if (!UNITS.includes(unit)) throw new Error(`${kind}() has a timestamp whose unit is none of ${UNITS.join(', ')}.`);
  if (!(toleranceSeconds > 0)) throw new Error(`${kind}() has a timestamp without toleranceSeconds.`);
  if (!mayHold(signed, from))
    throw new Error(`${kind}() has a timestamp that is not among the signed parts: it would protect nothing.`);
}

/** What a provider's own parts read cannot be seen from here: they are believed. */
function mayHold(signed: Part, from: Part): boolean {
  if (signed === from) return true;
  switch (signed.kind) {
    case 'concat':
      return 'parts' in signed && (signed.parts as readonly Part[]).some((part) => mayHold(part, from));
    case 'body':
      return from.kind === 'place';
    case 'header':
    case 'signature_field':
      return signed.kind === from.kind && 'name' in signed && 'name' in from && signed.name === from.name;
    case 'text':
    case 'secret':
    case 'method':
    case 'public_url':
    case 'option':
      return false;
    default:
      return true;
  }
}

function coversBody(signed: Part): boolean {
  if (signed.kind === 'concat') return 'parts' in signed && (signed.parts as readonly Part[]).some(coversBody);
  return signed.kind === 'body';
}

function isThere(place: Place, request: InboundRequest): boolean {
  try {
    return place.read(request) !== undefined;
  } catch {
    return true;
  }
}

function count(n: number, noun: string): string {
  return `${String(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** What stands there; undefined also where the place refuses the request. */
function tryRead(place: Place, request: InboundRequest): string | undefined {
  try {
    return place.read(request);
  } catch {
    return undefined;
  }
}
