import { TextDecoder } from 'node:util';
import { KancaError } from '@kanca/core';

/** What windows-1252 has at 0x80 to 0x9f, by the Encoding Standard. Node reads it as Latin-1, which has control characters there. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * The text of bytes in the character set of that label. Never has U+FFFD where a character was.
 * @param label as in a media type, in any case: `utf-8`, `windows-1252`, `iso-8859-1`, `shift_jis`
 * @throws KancaError `unsupported_media_type` (415) for a character set that is not known, `malformed_body` (400) for bytes that are not of it
 */
export function decodeText(bytes: Buffer, label: string): string {
  const decoder = decoderOf(label);
  if (decoder.encoding === 'windows-1252') return windows1252(bytes);
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new KancaError('malformed_body', `The body is not valid ${decoder.encoding}.`, { cause });
  }
}

/** Byte by byte into UTF-16: a function call for each character takes ten times as long. */
function windows1252(bytes: Buffer): string {
  const text = Buffer.allocUnsafe(bytes.length * 2);
  let at = 0;
  for (const byte of bytes) {
    const code = byte >= 0x80 && byte <= 0x9f ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte;
    text[at++] = code & 0xff;
    text[at++] = code >> 8;
  }
  return text.toString('utf16le');
}

function decoderOf(label: string): TextDecoder {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw new KancaError(
      'unsupported_media_type',
      `The body is in the character set ${JSON.stringify(label.slice(0, 40))}, which is not known here.`,
    );
  }
}
