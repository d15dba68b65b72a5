import { endOfString } from './exact-json.js';

/**
 * Where the objects and lists of a parsed JSON text stand in it, so that one of them can be handed on in its sender's own spelling:
 * blanks, escapes, the order of keys, keys that come twice.
 */
export class JsonPlaces {
  private readonly places = new Map<object, readonly [start: number, end: number]>();

  /**
   * @param text valid JSON, that nests no deeper than a recursive reader takes
   * @param value what was parsed from it
   */
  constructor(
    private readonly text: string,
    value: unknown,
  ) {
    this.visit(0, value);
  }

  /** The text that an object or a list was parsed from; undefined when it is none of this text. */
  textOf(value: object): string | undefined {
    const place = this.places.get(value);
    return place === undefined ? undefined : this.text.slice(...place);
  }

  /** Visits the value that begins at or behind `from`; returns where it ends. */
  private visit(from: number, value: unknown): number {
    const start = this.behindBlanks(from);
    const end = this.endOf(start, value);
    if (typeof value === 'object' && value !== null) this.places.set(value, [start, end]);
    return end;
  }

  private endOf(start: number, value: unknown): number {
    switch (this.text[start]) {
      case '{':
        return this.endOfObject(start, value);
      case '[':
        return this.endOfList(start, value);
      case '"':
        return endOfString(this.text, start);
      default:
        return this.endOfWord(start);
    }
  }

  /** A key that comes twice is visited twice: the last one counts, as for `JSON.parse`. */
  private endOfObject(start: number, value: unknown): number {
    let at = this.behindBlanks(start + 1);
    while (this.text[at] === '"') {
      const keyEnd = endOfString(this.text, at);
      const key = keyOf(this.text.slice(at, keyEnd));
      at = this.visit(this.behindBlanks(keyEnd) + 1, memberOf(value, key));
      at = this.behindComma(at);
    }
    return at + 1;
  }

  private endOfList(start: number, value: unknown): number {
    let at = this.behindBlanks(start + 1);
    for (let index = 0; at < this.text.length && this.text[at] !== ']'; index++) {
      at = this.visit(at, Array.isArray(value) ? value[index] : undefined);
      at = this.behindComma(at);
    }
    return at + 1;
  }

  private behindComma(from: number): number {
    const at = this.behindBlanks(from);
    return this.text[at] === ',' ? this.behindBlanks(at + 1) : at;
  }

  private behindBlanks(from: number): number {
    let at = from;
    while (isBlank(this.text.charCodeAt(at))) at += 1;
    return at;
  }

  private endOfWord(start: number): number {
    let at = start;
    while (at < this.text.length && !',]}'.includes(this.text[at] ?? '') && !isBlank(this.text.charCodeAt(at))) at += 1;
    return at;
  }
}

function keyOf(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
