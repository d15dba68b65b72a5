import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { KancaError } from '@kanca/core';

interface Limit {
  readonly maxOutputLength: number;
}

interface Decoder {
  readonly later: (body: Buffer, limit: Limit) => Promise<Buffer>;
  readonly now: (body: Buffer, limit: Limit) => Buffer;
}

const GZIP: Decoder = { later: promisify(zlib.gunzip), now: zlib.gunzipSync };
const ZLIB: Decoder = { later: promisify(zlib.inflate), now: zlib.inflateSync };
const RAW_DEFLATE: Decoder = { later: promisify(zlib.inflateRaw), now: zlib.inflateRawSync };
const BROTLI: Decoder = { later: promisify(zlib.brotliDecompress), now: zlib.brotliDecompressSync };

/** The decoder for a body; undefined for an encoding that is not read. */
function decoderOf(contentEncoding: string, body: Buffer): Decoder | undefined {
  switch (contentEncoding.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return GZIP;
    case 'deflate':
      // Some senders leave the zlib wrapper out. Source: RFC 9110, section 8.4.1.2.
      return hasZlibHeader(body) ? ZLIB : RAW_DEFLATE;
    case 'br':
      return BROTLI;
    default:
      return undefined;
  }
}

/** Source: RFC 1950, section 2.2. */
function hasZlibHeader([first = 0, second = 0]: Buffer): boolean {
  return (first & 0x0f) === 8 && first >> 4 <= 7 && (first * 256 + second) % 31 === 0;
}

/** Whether a body has to be inflated before it can be read. */
export function isEncoded(contentEncoding: string | undefined): contentEncoding is string {
  return contentEncoding !== undefined && contentEncoding !== '' && contentEncoding.toLowerCase() !== 'identity';
}

/**
 * The body without its content encoding.
 * @param limitBytes what it may grow to; a small body that would grow beyond is refused before it has
 * @throws KancaError `unsupported_media_type` (415), `body_too_large` (413) or `malformed_body` (400)
 */
export async function inflate(body: Buffer, contentEncoding: string, limitBytes: number): Promise<Buffer> {
  const decoder = decoderOf(contentEncoding, body);
  if (decoder === undefined)
    throw new KancaError(
      'unsupported_media_type',
      `The content encoding ${JSON.stringify(contentEncoding.slice(0, 40))} is not read here: send gzip, deflate, br or none.`,
    );
  try {
    return await decoder.later(body, { maxOutputLength: limitBytes });
  } catch (cause) {
    if (isTooLarge(cause))
      throw new KancaError('body_too_large', `The body is more than ${String(limitBytes)} bytes once it is inflated.`);
    throw new KancaError('malformed_body', `The body is not valid ${contentEncoding.slice(0, 40)}.`, { cause });
  }
}

/** The same without waiting, for small bodies; null when it cannot be inflated within the limit. */
export function inflateNow(body: Buffer, contentEncoding: string, limitBytes: number): Buffer | null {
  try {
    return decoderOf(contentEncoding, body)?.now(body, { maxOutputLength: limitBytes }) ?? null;
  } catch {
    return null;
  }
}

function isTooLarge(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
