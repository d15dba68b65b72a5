import { isObject } from '@kanca/core';
import { decodeBytes } from '../byte-encoding.js';

/** A JSON Web Token in its parts, not verified yet. Source: RFC 7519. */
export interface Jwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What is signed. */
  readonly signingInput: Buffer;
  readonly signature: Buffer;
}

const MAX_JWT_LENGTH = 16_384;

/**
 * The pieces of a compact JWT, nothing of which is proved yet; null when it is none.
 * Source: RFC 7515 section 7.1, RFC 7519.
 */
export function readJwt(text: string): Jwt | null {
  if (text.length > MAX_JWT_LENGTH) return null;
  const [head, body, tail, ...rest] = text.split('.');
  if (head === undefined || body === undefined || tail === undefined || rest.length > 0) return null;
  const header = readObject(head);
  const claims = readObject(body);
  const signature = decodeBytes(tail, 'base64url');
  if (header === null || claims === null || signature === null) return null;
  // An extension that has to be understood is not understood here.
  if (header['crit'] !== undefined) return null;
  return { header, claims, signingInput: Buffer.from(`${head}.${body}`), signature };
}

function readObject(part: string): Readonly<Record<string, unknown>> | null {
  const bytes = decodeBytes(part, 'base64url');
  if (bytes === null) return null;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
