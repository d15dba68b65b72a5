import { didYouMean } from '@kanca/core';
import type { z } from 'zod';

/** One thing that is wrong: `field` is a dotted path, and the two make a sentence. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

type Issue = z.core.$ZodIssue;

/** Who sends a hundred thousand wrong names is told of a few, and costs no more than they do. */
const MOST = 20;
const MAX_FIELD_LENGTH = 100;

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  nan: 'a number',
};

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'has to be an RFC 3339 time, such as 2026-01-15T08:00:00Z',
  url: 'has to be a URL, such as https://example.com/hooks',
};

/**
 * The faults of a body or a query, in words for its sender. Values are not repeated: any of them may be a secret.
 * @param fields the names that are known at the top
 */
export function problemsOfIssues(issues: readonly Issue[], fields: readonly string[]): readonly FieldProblem[] {
  return issues
    .slice(0, MOST)
    .flatMap(meantBy)
    .flatMap((issue): readonly FieldProblem[] => {
      const path = issue.path.map(String);
      if (issue.code !== 'unrecognized_keys') return [{ field: path.join('.') || '(body)', problem: problemOf(issue) }];
      const known = path.length === 0 ? fields : [];
      return issue.keys.slice(0, MOST).map((key) => ({
        field: [...path, key].join('.').slice(0, MAX_FIELD_LENGTH),
        problem: unknownField(key, known),
      }));
    })
    .slice(0, MOST);
}

/** Of several forms the one that was meant, when only one of them fits as a whole: the faults inside of it are reported. */
function meantBy(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [only, ...others] = issue.errors.filter((inner) => inner.every(({ path }) => path.length > 0));
  if (only === undefined || others.length > 0) return [issue];
  return only.flatMap((inner) => meantBy({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** The problems as one text. */
export function sentenceOf(problems: readonly FieldProblem[]): string {
  const text = problems.map(({ field, problem }) => `${field === '(body)' ? 'The body' : field} ${problem}`).join('; ');
  return text.endsWith('?') ? text : `${text}.`;
}

function unknownField(key: string, known: readonly string[]): string {
  if (known.length === 0) return 'is not known here';
  return `is not known here: ${didYouMean(key, known) || `there are ${known.join(', ')}`}`;
}

function problemOf(issue: Exclude<Issue, { readonly code: 'unrecognized_keys' }>): string {
  switch (issue.code) {
    case 'invalid_type':
      if (isOwnSentence(issue)) return issue.message;
      return isMissing(issue)
        ? `is missing: it has to be ${nameOf(issue.expected)}`
        : `has to be ${nameOf(issue.expected)}`;
    case 'too_small':
      return `has to ${sizeOf(issue.origin, issue.minimum, 'at least')}`;
    case 'too_big':
      return `has to ${sizeOf(issue.origin, issue.maximum, 'at most')}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? issue.message;
    case 'invalid_value':
      return `has to be ${anyOf(issue.values.map(String))}`;
    case 'invalid_union':
      if ('options' in issue) return `has to be ${anyOf(listOf(issue.options))}`;
      return isOwnSentence(issue) ? issue.message : `has to be ${anyOf(formsOf(issue.errors))}`;
    case 'custom':
      return issue.message;
    default:
      return 'is not what is expected here';
  }
}

/** Zod leaves the input out; its own words are all that tells a field that is not there from one of another type. */
function isMissing({ message }: Issue): boolean {
  return message.endsWith('received undefined');
}

/** A schema may have words of its own; those of zod begin like this. */
function isOwnSentence({ message }: Issue): boolean {
  return !message.startsWith('Invalid ');
}

/** What each form asks for, at the least. */
function formsOf(forms: readonly (readonly Issue[])[]): readonly string[] {
  const names = forms.flatMap(([first]) => {
    if (first === undefined || first.code === 'unrecognized_keys') return [];
    return [problemOf(first).replace(/^(?:is missing: it )?has to (?:be )?/, '')];
  });
  return [...new Set(names)].filter((name) => name !== '');
}

function nameOf(expected: string): string {
  return NAMES[expected] ?? expected;
}

function sizeOf(origin: string, bound: number | bigint, limit: 'at least' | 'at most'): string {
  const count = `${limit} ${String(bound)}`;
  const isOne = Number(bound) === 1;
  if (origin === 'string') return `have ${count} ${isOne ? 'character' : 'characters'}`;
  return origin === 'array' ? `have ${count} ${isOne ? 'entry' : 'entries'}` : `be ${count}`;
}

function anyOf(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${last}` : last;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
