import { BLOT } from '../blot.js';
import type { SecretSearch } from './secret-search.js';

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];
const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * A JSON text without secrets in the texts that are values. Keys, numbers and every other byte stay as they are, so it is JSON with the same
 * types. The very same buffer when nothing was found. Reads the text once.
 */
export function jsonWithoutSecrets(json: Buffer, search: SecretSearch): Buffer {
  const ranges = search.rangesIn(json);
  const pieces: Buffer[] = [];
  let [at, from, next] = [0, 0, 0];
  while (next < ranges.length) {
    const start = json.indexOf(QUOTE, at);
    if (start === -1) break;
    const end = endOfText(json, start);
    at = end;
    while ((ranges[next]?.end ?? json.length) <= start) next += 1;
    const isTouched = (ranges[next]?.start ?? json.length) < end;
    if (!isTouched || isKey(json, end)) continue;
    const quoted = json.subarray(start, end);
    const without = textWithoutSecrets(quoted, search);
    if (without === quoted) continue;
    pieces.push(json.subarray(from, start), without);
    from = end;
  }
  return pieces.length === 0 ? json : Buffer.concat([...pieces, json.subarray(from)]);
}

/** Read before it is searched: half of an escaped character would be no JSON, and means another character than it spells. */
function textWithoutSecrets(quoted: Buffer, search: SecretSearch): Buffer {
  try {
    const text = String(JSON.parse(quoted.toString('utf8')));
    const without = search.textWithoutSecrets(text);
    return without === text ? quoted : Buffer.from(JSON.stringify(without));
  } catch {
    return Buffer.from(JSON.stringify(BLOT));
  }
}

/** Just after the quote that ends a text. */
function endOfText(json: Buffer, start: number): number {
  let at = json.indexOf(QUOTE, start + 1);
  while (at !== -1 && isEscaped(json, at)) at = json.indexOf(QUOTE, at + 1);
  return at === -1 ? json.length : at + 1;
}

/** Whether an odd number of backslashes stands before it. */
function isEscaped(json: Buffer, at: number): boolean {
  let before = at - 1;
  while (json[before] === BACKSLASH) before -= 1;
  return (at - before) % 2 === 0;
}

function isKey(json: Buffer, end: number): boolean {
  let at = end;
  while (BLANKS.has(json[at] ?? 0)) at += 1;
  return json[at] === COLON;
}
