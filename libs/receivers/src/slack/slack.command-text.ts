/** A command's text, cut at its first blank: `/deploy staging now` has the action `staging` and the value `now`. */
export interface ActionWithValue {
  readonly action: string;
  readonly value: string;
}

export interface ActionWithParameters {
  readonly action: string;
  /** By name in lower case, in the order they came. A name that came several times has several values. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
}

/** What is wrong with a text, for the user who typed it. `position` counts characters from 0. */
export class CommandTextError extends Error {
  override readonly name = 'CommandTextError';

  constructor(
    message: string,
    readonly position: number,
  ) {
    super(`${message} (at position ${String(position)})`);
  }
}

/**
 * The first word and the rest of what the user typed after a slash command. Both are empty when there is nothing.
 * @example parseActionWithValue('query milk and honey') // { action: 'query', value: 'milk and honey' }
 */
export function parseActionWithValue(text: string): ActionWithValue {
  const trimmed = text.trim();
  const blank = trimmed.search(/\s/);
  if (blank === -1) return { action: trimmed, value: '' };
  return { action: trimmed.slice(0, blank), value: trimmed.slice(blank).trimStart() };
}

/**
 * The first word, and parameters divided by semicolons. A quoted value may hold semicolons; elsewhere `\;` stands for one. Quotes count
 * only where a value begins, so `Children's Hospital` is a value like any other.
 * @example parseActionWithParameters(`add title=doctor visit; time=Feb 3; location='a; b'`)
 * @throws CommandTextError
 */
export function parseActionWithParameters(text: string): ActionWithParameters {
  const { action, value } = parseActionWithValue(text);
  const start = value === '' ? text.length : text.length - text.trimStart().length + text.trim().length - value.length;
  return { action, parameters: readParameters(value, start) };
}

function readParameters(text: string, start: number): ReadonlyMap<string, readonly string[]> {
  const parameters = new Map<string, string[]>();
  let at = 0;
  while (at < text.length) {
    const name = readName(text, at, start);
    if (name.text === '' && !name.hasValue) {
      at = name.end + 1;
      continue;
    }
    if (name.text === '') throw new CommandTextError('A parameter has no name', start + at);
    const value = name.hasValue ? readValue(text, name.end + 1, start) : { text: '', end: name.end };
    const key = name.text.toLowerCase();
    parameters.set(key, [...(parameters.get(key) ?? []), value.text]);
    at = value.end + 1;
  }
  return parameters;
}

function readName(text: string, from: number, start: number): { text: string; hasValue: boolean; end: number } {
  let end = from;
  while (end < text.length && text[end] !== '=' && text[end] !== ';') end += 1;
  const name = text.slice(from, end).trim();
  if (name.startsWith('"') || name.startsWith("'"))
    throw new CommandTextError('The name of a parameter cannot be quoted', start + text.indexOf(name, from));
  return { text: name, hasValue: text[end] === '=', end };
}

function readValue(text: string, from: number, start: number): { text: string; end: number } {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  const quote = text[at];
  return quote === '"' || quote === "'" ? readQuoted(text, at, quote, start) : readPlain(text, at);
}

function readQuoted(text: string, from: number, quote: string, start: number): { text: string; end: number } {
  const close = text.indexOf(quote, from + 1);
  if (close === -1) throw new CommandTextError(`The quote ${quote} is not closed`, start + from);
  let end = close + 1;
  while (end < text.length && text[end] !== ';') {
    if (text[end]?.trim() !== '')
      throw new CommandTextError(`There is text after the closing quote ${quote}`, start + end);
    end += 1;
  }
  return { text: text.slice(from + 1, close), end };
}

function readPlain(text: string, from: number): { text: string; end: number } {
  let value = '';
  let at = from;
  for (; at < text.length && text[at] !== ';'; at++) {
    if (text[at] === '\\' && text[at + 1] === ';') at += 1;
    value += text[at] ?? '';
  }
  return { text: value.trim(), end: at };
}
