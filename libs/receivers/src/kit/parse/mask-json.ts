import { BLOT } from '../blot.js';

/** Names down to a value; `*` is every entry of a list. */
export type JsonPath = readonly string[];

interface Range {
  readonly start: number;
  readonly end: number;
}

interface Frame {
  readonly isList: boolean;
  isAtKey: boolean;
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];
const NUMBER: ReadonlySet<number> = new Set(Buffer.from('0123456789+-.eE'));
const START_OF_NUMBER: ReadonlySet<number> = new Set(Buffer.from('0123456789-'));
const MASK = Buffer.from(JSON.stringify(BLOT));

/**
 * A JSON text with the texts and numbers at some paths blotted out, wherever they stand and however often, and every other byte as it
 * was. The very same buffer when nothing stands there. Reads the text once; one that is no JSON comes to no harm.
 * @example maskJson(body, ['passcode'])
 * @example maskJson(body, ['value', '*', 'clientState'])
 */
export function maskJson(body: Buffer, ...paths: readonly JsonPath[]): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (const { start, end } of rangesAt(body, paths)) {
    pieces.push(body.subarray(from, start), MASK);
    from = end;
  }
  return pieces.length === 0 ? body : Buffer.concat([...pieces, body.subarray(from)]);
}

function* rangesAt(body: Buffer, paths: readonly JsonPath[]): Generator<Range> {
  const frames: Frame[] = [];
  const path: string[] = [];
  const isWanted = (): boolean =>
    paths.some((wanted) => wanted.length === path.length && wanted.every((name, index) => name === path[index]));
  let at = 0;
  while (at < body.length) {
    const byte = body[at] ?? 0;
    const frame = frames.at(-1);
    let end = at + 1;
    if (byte === QUOTE) {
      end = endOfText(body, at);
      if (frame?.isAtKey === true) path[path.length - 1] = keyOf(body.subarray(at, end));
      else if (isWanted()) yield { start: at, end };
    } else if (START_OF_NUMBER.has(byte)) {
      while (end < body.length && NUMBER.has(body[end] ?? 0)) end += 1;
      if (isWanted()) yield { start: at, end };
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      const isList = byte === OPEN_LIST;
      frames.push({ isList, isAtKey: !isList });
      path.push(isList ? '*' : '');
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      frames.pop();
      path.pop();
    } else if (frame !== undefined && (byte === COMMA || byte === COLON)) {
      frame.isAtKey = byte === COMMA && !frame.isList;
    }
    at = end;
  }
}

/** Just after the quote that ends a text. */
function endOfText(body: Buffer, start: number): number {
  let at = start + 1;
  while (at < body.length && body[at] !== QUOTE) at += body[at] === BACKSLASH ? 2 : 1;
  return Math.min(at + 1, body.length);
}

function keyOf(quoted: Buffer): string {
  try {
    return String(JSON.parse(quoted.toString('utf8')));
  } catch {
    return '';
  }
}
