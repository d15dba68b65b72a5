const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * Whether a JSON text nests deeper than `limit`. Looks at the text and not at the value: a body that is only brackets would make
 * the parser itself take a hundred times its size. Linear; and where a text has fewer brackets than the limit, which is nearly
 * always, only the brackets are visited.
 */
export function nestsDeeperThan(text: string, limit: number): boolean {
  if (countUpTo(text, ['{', '['], limit) <= limit) return false;
  let depth = 0;
  return someMark(text, (code) => {
    if (opens(code)) depth += 1;
    else if (closes(code)) depth -= 1;
    return depth > limit;
  });
}

/**
 * Whether a JSON text holds more than `limit` values: lists, objects, and what stands between commas. Looked at before it is parsed, for
 * a body of nothing but small values takes a parser a hundred times as long as one long text of the same size.
 */
export function holdsMoreValuesThan(text: string, limit: number): boolean {
  if (countUpTo(text, ['{', '[', ','], limit) <= limit) return false;
  let values = 0;
  return someMark(text, (code) => {
    if (code === COMMA || opens(code)) values += 1;
    return values > limit;
  });
}

/** Whether `stops` says so of any character outside texts. */
function someMark(text: string, stops: (code: number) => boolean): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (stops(code)) return true;
  }
  return false;
}

/** Where the quote is that ends a text; the end of everything when there is none. */
function endOfText(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (at !== -1 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at === -1 ? text.length : at;
}

/** Whether an odd number of backslashes stands before it. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 0;
}

// `[` and `{`, `]` and `}` differ in one bit.
function opens(code: number): boolean {
  return (code | 0x20) === 0x7b;
}

function closes(code: number): boolean {
  return (code | 0x20) === 0x7d;
}

/** How often any of the characters stands in a text, texts included; one more than the limit when it is more often. */
function countUpTo(text: string, characters: readonly string[], limit: number): number {
  let count = 0;
  for (const character of characters)
    for (let at = text.indexOf(character); at !== -1 && count <= limit; at = text.indexOf(character, at + 1))
      count += 1;
  return count;
}
