import { headerOf } from './header-of.js';
import { SignatureError } from '../refusals/signature-error.js';
import type { Place } from './place.js';
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
      const value = headerOf(request, lower);
      if (value === undefined)
        throw new SignatureError('header_missing', `no ${lower} header, which is part of the signed text`);
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
      const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
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
    readsSecret: parts.some((part) => part.readsSecret === true),
    read(view) {
      const bytes: Buffer[] = [];
      for (const part of parts) bytes.push(...part.read(view));
      return bytes;
    },
  } satisfies ConcatPart);
}

/** The secret itself, for `digest`. */
export const secret: Part = Object.freeze({
  kind: 'secret',
  headers: NO_HEADERS,
  readsSecret: true,
  read: ({ secret: tried }) => [Buffer.from(tried ?? '')],
} satisfies Part);

/** The method of the request, in capitals. */
export const method: Part = Object.freeze({
  kind: 'method',
  headers: NO_HEADERS,
  read: ({ request }) => [Buffer.from(request.method)],
} satisfies Part);

/**
 * The URL that the provider calls, as it knows it: from the configured public URL, because the request may have come through a proxy,
 * and with the path and query that came.
 */
export const publicUrl: Part = Object.freeze({
  kind: 'public_url',
  headers: NO_HEADERS,
  read: ({ request, context }) => [Buffer.from(context.publicUrl + request.url)],
} satisfies Part);

export interface PlacePart extends Part {
  readonly kind: 'place';
  readonly place: Place;
}

/** What stands somewhere in the request, such as `at(inJson('event', 'event_time'))`. */
export function at(place: Place): PlacePart {
  return Object.freeze({
    kind: 'place',
    place,
    headers: place.headers,
    read({ request, isBodyVerified = false }) {
      const value = isBodyVerified ? (place.readVerified ?? place.read)(request) : place.read(request);
      if (value === undefined)
        throw new SignatureError('header_missing', `nothing at ${place.where}, which is part of the signed text`);
      return [Buffer.from(value)];
    },
  } satisfies PlacePart);
}

/** A setting of the source that is signed along, such as the URL that was registered. */
export function option(name: string): Part {
  return Object.freeze({
    kind: 'option',
    name,
    headers: NO_HEADERS,
    read({ context }) {
      const value = context.options[name];
      return [Buffer.from(typeof value === 'string' ? value : '')];
    },
  } satisfies Part & { name: string });
}
