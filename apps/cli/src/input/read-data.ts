import { readFileSync } from 'node:fs';
import { parseExactJson, writeExactJson } from '@kanca/core';
import { CommandFailed } from '../output/command-failed.js';
import { placeOfMistake } from './json-place.js';

/**
 * JSON from an argument: the text itself, `@file`, or `@-` for standard input.
 * @param name what the user calls the argument: `--where`
 * @throws CommandFailed that says at which line and column the text is no JSON
 */
export function readJson(argument: string, name: string): unknown {
  const isFile = argument.startsWith('@');
  const text = isFile ? readText(argument.slice(1)) : argument;
  try {
    return parseExactJson(text);
  } catch {
    const { line, column, found } = placeOfMistake(text);
    throw new CommandFailed(
      `${name} is no JSON: line ${String(line)}, column ${String(column)} ${isFile ? `of ${argument.slice(1)} ` : ''}` +
        (found === null
          ? 'is its end, which comes too early.'
          : `has ${JSON.stringify(found)}, which does not fit there.`) +
        (isFile ? '' : ' It takes JSON, @file, or @- for standard input.'),
    );
  }
}

/**
 * A secret from an argument: the text itself; or `@file`, or `@-` for standard input, to keep it out of the shell's history.
 * The line break that editors put at the end of a file is no part of it.
 * @throws CommandFailed for a file that is empty or cannot be read
 */
export function readSecret(argument: string): string {
  if (!argument.startsWith('@')) return argument;
  const secret = readText(argument.slice(1)).replace(/\r?\n$/, '');
  if (secret === '') throw new CommandFailed(`${argument} is empty: it has to hold the secret.`);
  return secret;
}

/** The text of a file; `-` is standard input. */
export function readText(path: string): string {
  return readBytes(path).toString('utf8');
}

export function readBytes(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    throw new CommandFailed(`${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
}

/** A sample with some of its fields changed. */
export interface Changed {
  readonly body: unknown;
  /** The paths that the sample did not have, as they were written: most likely slips of the pen. */
  readonly added: readonly string[];
}

/**
 * Changes fields of a sample: `a.b=1` sets a number, `a.b=text` a text.
 * @throws CommandFailed for an argument without `=`
 */
export function withAssignments(sample: unknown, assignments: readonly string[]): Changed {
  const body = parseExactJson(writeExactJson(sample));
  const added: string[] = [];
  for (const assignment of assignments) {
    const at = assignment.indexOf('=');
    if (at < 1)
      throw new CommandFailed(`--data takes path=value or @file, got ${JSON.stringify(assignment)}.`, {
        code: 'usage',
      });
    const path = assignment.slice(0, at);
    if (!hasPath(sample, path.split('.'))) added.push(path);
    setPath(body, path.split('.'), valueOf(assignment.slice(at + 1)));
  }
  return { body, added };
}

function hasPath(value: unknown, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, first) &&
    hasPath(Reflect.get(value, first), rest)
  );
}

function setPath(target: unknown, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path;
  if (typeof target !== 'object' || target === null || first === undefined || first === '__proto__') return;
  if (rest.length === 0) {
    Reflect.set(target, first, value);
    return;
  }
  const inner: unknown = Reflect.get(target, first);
  if (typeof inner !== 'object' || inner === null) Reflect.set(target, first, {});
  setPath(Reflect.get(target, first), rest, value);
}

function valueOf(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    return text;
  }
}
