const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Whether a JSON text nests deeper than `limit`. Looks at the text and not at the value: a body that is only brackets would make
 * the parser itself take a hundred times its size. Linear; and where a text has fewer brackets than the limit, which is nearly
 * always, only the brackets are visited.
 */
export function nestsDeeperThan(text: string, limit: number): boolean {
  if (countUpTo(text, '{', limit) + countUpTo(text, '[', limit) <= limit) return false;

  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isInString) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isInString = false;
    } else if (code === QUOTE) isInString = true;
    else if (opens(code)) {
      depth += 1;
      if (depth > limit) return true;
    } else if (closes(code)) depth -= 1;
  }
  return false;
}

// `[` and `{`, `]` and `}` differ in one bit.
function opens(code: number): boolean {
  return (code | 0x20) === 0x7b;
}

function closes(code: number): boolean {
  return (code | 0x20) === 0x7d;
}

function countUpTo(text: string, character: string, limit: number): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1 && count <= limit; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}
