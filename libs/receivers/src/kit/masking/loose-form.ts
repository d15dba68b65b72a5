/**
 * A pattern that finds a secret although single characters of it are escaped: `%73ecret` in a form, `\u0073ecret` in JSON, `&#115;ecret` in XML, also
 * when such a text was escaped once more. Texts are searched with one character for each byte, as Latin-1 reads them. Linear: every repetition is bounded.
 */
export function looseForm(secret: string): RegExp {
  return new RegExp([...secret].map((character) => `(?:${writingsOf(character).join('|')})`).join(''), 'g');
}

const NAMED_IN_XML: ReadonlyMap<string, string> = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

function writingsOf(character: string): readonly string[] {
  const bytes = Buffer.from(character);
  const code = character.codePointAt(0) ?? 0;
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at).toString(16));
  return [
    bytes.toString('latin1'),
    character,
    ...(character === ' ' ? ['+'] : []),
    ...(NAMED_IN_XML.has(character) ? [NAMED_IN_XML.get(character) ?? ''] : []),
  ]
    .map((text) => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&'))
    .concat(
      [...bytes].map((byte) => `%(?:25){0,3}${inAnyCase(byte.toString(16).padStart(2, '0'))}`).join(''),
      units.map((unit) => `\\\\{1,8}u${inAnyCase(unit.padStart(4, '0'))}`).join(''),
      `&#(?:x0{0,4}${inAnyCase(code.toString(16))}|0{0,4}${String(code)});`,
      // JSON may escape these, and has to escape two of them.
      ...(/["\\/]/.test(character) ? [`\\\\{1,8}\\${character}`] : []),
    );
}

function inAnyCase(hex: string): string {
  return hex.replaceAll(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
