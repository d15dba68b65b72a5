/** Control characters but tab, line feed and carriage return; and surrogates without their other half. */
const UNSTORABLE = /[^\P{Cc}\t\n\r]|\p{Cs}/gu;

/**
 * A text from outside as a text column of PostgreSQL can hold it: what it cannot hold (NUL, lone surrogates), and what would garble a
 * terminal or a log, becomes U+FFFD. One such character makes a whole statement fail, with the rows of others in it.
 * @example storableText('a\u0000b') // 'a\ufffdb'
 */
export function storableText(text: string): string {
  return text.replace(UNSTORABLE, '\ufffd');
}
