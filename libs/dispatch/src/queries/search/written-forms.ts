/**
 * The bytes by which a text can stand in JSON: as it is, and with what is not ASCII as `\u015f`. One of them is in the bytes of each JSON text
 * that holds the text, unless its writer escaped letters that need no escape.
 */
export function writtenForms(text: string): readonly Buffer[] {
  const quoted = JSON.stringify(text).slice(1, -1);
  const escaped = quoted.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const forms = new Set([
    quoted,
    escaped,
    escaped.replace(/\\u[0-9a-f]{4}/g, (unit) => `\\u${unit.slice(2).toUpperCase()}`),
  ]);
  return [...forms].map((form) => Buffer.from(form));
}

/** A word also in small letters, in capitals, and with a capital at its beginning: letters of bytes cannot be compared without their case. */
export function casesOf(word: string): readonly string[] {
  const lower = word.toLowerCase();
  const first = [...lower][0] ?? '';
  return [...new Set([word, lower, word.toUpperCase(), `${first.toUpperCase()}${lower.slice(first.length)}`])];
}
