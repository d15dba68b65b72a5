/** Control characters, and those that change the direction of text. Providers and subscribers write them, and terminals obey them. */
const OBEYED = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Prints lines of text for people. A line break within a text stays; any other character that a terminal obeys becomes a blank. */
export function printLines(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${printable(line)}\n`).join(''));
}

/** Prints JSON for programs. A character that a terminal obeys is written as `\u009b`, which means the same in JSON. */
export function printJson(json: string): void {
  process.stdout.write(`${printableJson(json)}\n`);
}

/** Prints a remark beside the result, to standard error. */
export function printRemark(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

export function printable(text: string): string {
  return text.replace(OBEYED, (character) => (character === '\n' ? character : ' '));
}

/** @param json a JSON text; the line breaks between its values stay */
export function printableJson(json: string): string {
  return json.replace(OBEYED, (character) =>
    character === '\n' ? character : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
