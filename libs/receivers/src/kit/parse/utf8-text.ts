import { isAscii, transcode } from 'node:buffer';

const LARGE = 1_048_576;

/**
 * Bytes that are known to be valid UTF-8, as a text. Of a large body node's own `toString('utf8')` takes two to ten times as long as these
 * two ways, and nothing else happens meanwhile.
 */
export function utf8Text(bytes: Buffer): string {
  if (bytes.length < LARGE) return bytes.toString('utf8');
  return isAscii(bytes) ? bytes.toString('latin1') : transcode(bytes, 'utf8', 'utf16le').toString('utf16le');
}
