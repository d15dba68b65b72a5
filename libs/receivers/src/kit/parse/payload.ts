import { KancaError } from '@kanca/core';
import { mediaTypeOf } from './media-type.js';
import type { InboundRequest } from '@kanca/core';

/** A body that has been read. */
export interface Payload {
  readonly value: unknown;
  /** The JSON text of `value`; `'raw'` when that is the body itself. */
  readonly json: Buffer | 'raw';
}

/** One way of reading a body: a value of the receiver's `body` list. */
export interface BodyFormat {
  readonly kind: string;
  /** For the caller who sent another media type. */
  readonly mediaType: string;
  accepts(mediaType: string): boolean;
  /**
   * @param body without its content encoding
   * @param contentType the header as it came, for formats whose media type has parameters
   * @throws KancaError `malformed_body` (400)
   */
  parse(body: Buffer, contentType?: string): Payload;
}

/**
 * Reads a body by the first format that takes its media type; without a media type, by the first format.
 * @throws KancaError `unsupported_media_type` (415) or `malformed_body` (400)
 */
export function parseBody(formats: readonly BodyFormat[], request: InboundRequest, body: Buffer): Payload {
  const contentType = request.headers['content-type'] ?? '';
  const mediaType = mediaTypeOf(contentType);
  for (const format of formats)
    if (mediaType === '' || format.accepts(mediaType)) {
      if (FIELDS.has(format.kind)) refuseJson(formats, format, body);
      return format.parse(body, contentType);
    }
  throw new KancaError(
    'unsupported_media_type',
    `The body is ${JSON.stringify(mediaType.slice(0, 100))}; ${formats.map((format) => format.mediaType).join(' or ')} is read here.`,
  );
}

/** The kinds of formats that find fields anywhere in a body. */
const FIELDS: ReadonlySet<string> = new Set(['form', 'multipart']);
/** Read as Latin-1; a byte order mark may come first. */
const BEGINS_LIKE_JSON = /^(?:\xef\xbb\xbf)?\s*[[{]/;

/**
 * The media type is not signed. A text inside of genuine JSON, such as the title of an issue, can hold `&payload=`: somebody who sends the same bytes again as
 * a form would make an event of that text. No form begins like JSON.
 */
function refuseJson(formats: readonly BodyFormat[], { mediaType }: BodyFormat, body: Buffer): void {
  if (!formats.some(({ kind }) => kind === 'json') || !BEGINS_LIKE_JSON.test(body.toString('latin1', 0, 64))) return;
  throw new KancaError(
    'malformed_body',
    `The body begins like JSON, and its content-type is ${mediaType}: that header is not signed, so it does not decide how JSON is read.`,
  );
}
