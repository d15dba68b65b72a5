const NEW_LINE = '\r\n';
const INDENT = '  ';
const OPENING = new Set(['{', '[']);
const CLOSING = new Set(['}', ']']);
/** Every level indents all that is in it: without a bound a small text would become a huge one. */
const MAX_DEPTH = 256;
/** Json.NET escapes these three, and JSON need not. */
const ESCAPED = /[\u0085\u2028\u2029]/g;

/**
 * JSON laid out as Json.NET does with `Formatting.Indented` on Windows: two spaces, CRLF, a space after the colon. The text is laid out
 * and not parsed, so numbers stay as they were written.
 * @param json valid JSON
 * @throws Error for JSON that is nested too deep
 */
export function indentedJson(json: string): string {
  const parts: string[] = [];
  let depth = 0;
  let isOpened = false;
  for (const token of tokensOf(json)) {
    const isClosing = CLOSING.has(token);
    if (isClosing) depth -= 1;
    // Nothing stands in it: {} and [] stay on their line.
    if (isOpened !== isClosing) parts.push(lineAt(depth));
    isOpened = OPENING.has(token);
    if (isOpened) depth += 1;
    if (depth > MAX_DEPTH) throw new Error(`it is nested more than ${String(MAX_DEPTH)} levels deep`);
    parts.push(written(token));
    if (token === ',') parts.push(lineAt(depth));
  }
  return parts.join('');
}

function written(token: string): string {
  if (token === ':') return ': ';
  return token.replace(ESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
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
