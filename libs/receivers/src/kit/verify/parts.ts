import { SignatureError } from './signature-error.js';
import type { Part } from './part.js';

const NO_HEADERS: readonly string[] = Object.freeze([]);

/** The bytes of the body, as they were received. */
export const body: Part = Object.freeze({
  kind: 'body',
  headers: NO_HEADERS,
  read: ({ request }) => [request.body],
} satisfies Part);

export interface HeaderPart extends Part {
  readonly kind: 'header';
  readonly name: string;
}

/** The value of a header, byte for byte. */
export function header(name: string): HeaderPart {
  const lower = name.toLowerCase();
  return Object.freeze({
    kind: 'header',
    name: lower,
    headers: [lower],
    read({ request }) {
      const value = request.headers[lower];
      if (value === undefined)
        throw new SignatureError('header_missing', `no ${lower} header, which is part of what is signed`);
      // Node gives header bytes as Latin-1: this gets them back.
      return [Buffer.from(value, 'latin1')];
    },
  } satisfies HeaderPart);
}

export interface SignatureFieldPart extends Part {
  readonly kind: 'signature_field';
  readonly name: string;
}

/** A named field inside the signature header, such as Stripe's `t`. */
export function signatureField(name: string): SignatureFieldPart {
  return Object.freeze({
    kind: 'signature_field',
    name,
    headers: NO_HEADERS,
    read({ fields }) {
      const value = fields[name];
      if (value === undefined)
        throw new SignatureError('signature_malformed', `the signature header has no field ${JSON.stringify(name)}`);
      return [Buffer.from(value, 'latin1')];
    },
  } satisfies SignatureFieldPart);
}

export interface TextPart extends Part {
  readonly kind: 'text';
  readonly text: string;
}

/** A text that is always the same. `concat` makes one of every plain string. */
export function text(value: string): TextPart {
  const bytes = [Buffer.from(value)];
  return Object.freeze({ kind: 'text', text: value, headers: NO_HEADERS, read: () => bytes } satisfies TextPart);
}

export interface ConcatPart extends Part {
  readonly kind: 'concat';
  readonly parts: readonly Part[];
}

/**
 * Parts one after the other, with nothing between them.
 * @example concat('v0:', header('x-slack-request-timestamp'), ':', body)
 */
export function concat(...pieces: readonly (Part | string)[]): ConcatPart {
  if (pieces.length === 0) throw new Error('concat() needs at least one part: what does the provider sign?');
  const parts = pieces.map((piece) => (typeof piece === 'string' ? text(piece) : piece));
  return Object.freeze({
    kind: 'concat',
    parts,
    headers: parts.flatMap((part) => part.headers),
    read(view) {
      const bytes: Buffer[] = [];
      for (const part of parts) bytes.push(...part.read(view));
      return bytes;
    },
  } satisfies ConcatPart);
}
