import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate as inflateZlib } from 'node:zlib';
import { KancaError } from '@kanca/core';

type Decoder = (body: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflateZlib)],
  ['br', promisify(brotliDecompress)],
]);

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
  const decode = DECODERS.get(contentEncoding.trim().toLowerCase());
  if (decode === undefined)
    throw new KancaError(
      'unsupported_media_type',
      `The content encoding ${JSON.stringify(contentEncoding.slice(0, 40))} is not read here: send gzip, deflate, br or none.`,
    );
  try {
    return await decode(body, { maxOutputLength: limitBytes });
  } catch (cause) {
    if (isTooLarge(cause))
      throw new KancaError('body_too_large', `The body is more than ${String(limitBytes)} bytes once it is inflated.`);
    throw new KancaError('malformed_body', `The body is not valid ${contentEncoding.slice(0, 40)}.`, { cause });
  }
}

function isTooLarge(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
