const NEW_LINE = '\r\n';
const INDENT = '  ';
const OPENING = new Set(['{', '[']);
const CLOSING = new Set(['}', ']']);
/** Json.NET escapes these three, and JSON need not. */
const ESCAPED = /[\u0085\u2028\u2029]/g;

/**
 * JSON laid out as Json.NET does with `Formatting.Indented` on Windows: two spaces, CRLF, a space after the colon. The text is laid out
 * and not parsed, so numbers stay as they were written.
 * @param json valid JSON
 */
export function indentedJson(json: string): string {
  let text = '';
  let depth = 0;
  for (const token of tokensOf(json)) {
    if (OPENING.has(token)) {
      depth += 1;
      text += token + lineAt(depth);
    } else if (CLOSING.has(token)) {
      // Nothing stands in it: {} and [] stay on their line.
      const opened = lineAt(depth);
      depth -= 1;
      text =
        text.endsWith(opened) && OPENING.has(text.at(-opened.length - 1) ?? '')
          ? text.slice(0, -opened.length)
          : text + lineAt(depth);
      text += token;
    } else if (token === ',') text += token + lineAt(depth);
    else if (token === ':') text += ': ';
    else text += token.replace(ESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }
  return text;
}

function lineAt(depth: number): string {
  return NEW_LINE + INDENT.repeat(depth);
}

/** Punctuation, texts and everything between, without the white space. By hand: a pattern would pile up its state on a long text. */
function* tokensOf(json: string): Generator<string> {
  let index = 0;
  while (index < json.length) {
    const character = json.charAt(index);
    if (isSpace(character)) {
      index += 1;
      continue;
    }
    const end = endOfToken(json, index, character);
    yield json.slice(index, end);
    index = end;
  }
}

function endOfToken(json: string, start: number, first: string): number {
  if (first === '"') return endOfText(json, start);
  if (isPunctuation(first)) return start + 1;
  let end = start + 1;
  while (end < json.length && !isSpace(json.charAt(end)) && !isPunctuation(json.charAt(end))) end += 1;
  return end;
}

function endOfText(json: string, start: number): number {
  for (let end = start + 1; end < json.length; end++) {
    const character = json.charAt(end);
    if (character === '\\') end += 1;
    else if (character === '"') return end + 1;
  }
  return json.length;
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\r' || character === '\t';
}

function isPunctuation(character: string): boolean {
  return character === ',' || character === ':' || OPENING.has(character) || CLOSING.has(character);
}
