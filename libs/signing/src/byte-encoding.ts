/** How bytes are written in a header. */
export type ByteEncoding = 'hex' | 'base64' | 'base64url';

/** The bytes as text; base64 with its padding, base64url without. */
export function encodeBytes(bytes: Buffer, encoding: ByteEncoding): string {
  return bytes.toString(encoding);
}

/**
 * The bytes that a text stands for, or null when it is not such a text. Node's own decoder skips what it does not know, so that
 * many texts would stand for the same bytes; here one text stands for one, but for the case of hex and the padding of base64.
 */
export function decodeBytes(text: string, encoding: ByteEncoding): Buffer | null {
  const bytes = Buffer.from(text, encoding);
  if (encoding === 'hex') return bytes.length * 2 === text.length ? bytes : null;
  const canonical = bytes.toString(encoding);
  return text === canonical || withoutPadding(text) === withoutPadding(canonical) ? bytes : null;
}

function withoutPadding(text: string): string {
  if (text.endsWith('==')) return text.slice(0, -2);
  return text.endsWith('=') ? text.slice(0, -1) : text;
}
