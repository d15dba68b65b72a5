import { compareDecimals, isJsonNumber, losesDigits } from './compare-decimals.js';
import { containsItem, containsText } from './contains.js';
import { isObject } from './is-object.js';
import { compilePath, problemOfPath, type ReadableEvent } from './event-path.js';
import { ExactNumber } from './exact-number.js';
import { KancaError, type FieldProblem } from './kanca-error.js';

/**
 * A filter on the content of an event, as JSON: paths (see `compilePath`) with a value or with operators; all of them must hold.
 * @example { 'data.amount': { $gt: 100 }, 'data.currency': 'eur', $or: [{ subject: 'a' }, { 'data.tags': { $contains: 'vip' } }] }
 */
export type Where = Readonly<Record<string, unknown>>;

/** Says whether an event passes. */
export type WhereFilter = (event: ReadableEvent) => boolean;

type Test = (value: unknown) => boolean;

const MAX_DEPTH = 8;
const MAX_CONDITIONS = 100;
/** Each may look at all that an event holds; every other condition looks at as much as it says itself. */
const MAX_CONTAINS = 10;
const MAX_LENGTH = 8_192;

/**
 * Compiles a filter. Its cost is linear in the filter's size; that of `$contains` is linear in the value it looks into, too, so there may
 * be a few of it only. There are no regular expressions.
 * @throws KancaError `invalid_request` naming every part that is wrong
 */
export function compileWhere(where: Where): WhereFilter {
  const problems: FieldProblem[] = [];
  const context: Context = { conditions: 0, contains: 0, problems };
  const tooMuch = problemOfJson(where);
  if (tooMuch !== null) problems.push({ field: 'where', problem: tooMuch });
  const filter = problems.length > 0 ? () => false : compileAll(where, 'where', 1, context);
  if (context.conditions > MAX_CONDITIONS)
    problems.push({ field: 'where', problem: `has more than ${String(MAX_CONDITIONS)} conditions` });
  if (context.contains > MAX_CONTAINS)
    problems.push({
      field: 'where',
      problem: `has ${String(context.contains)} $contains: at most ${String(MAX_CONTAINS)} may be in one filter`,
    });
  if (problems.length > 0)
    throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field} ${problem}`).join('; '), {
      problems,
    });
  return filter;
}

/**
 * The same for a filter that somebody enters. A number of it that has lost digits on its way here would match another value than the one
 * that was written, so it is refused; filters that were stored before are compiled as they are.
 * @throws KancaError `invalid_request` naming every part that is wrong
 */
export function assertWhere(where: Where): void {
  compileWhere(where);
  const problems = largeNumbersIn(where, 'where').map((field) => ({
    field,
    problem:
      'is a whole number of more than 15 digits, of which the last may be lost: write it as a text, such as "9007199254740993"',
  }));
  if (problems.length > 0)
    throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field} ${problem}`).join('; '), {
      problems,
    });
}

/** The places of whole numbers that are so large that JavaScript keeps another number than the one that was written. */
function largeNumbersIn(value: unknown, field: string): readonly string[] {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) ? [field] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => largeNumbersIn(inner, `${field}.${key}`));
}

/** It is kept as JSON, so it must be the same after that. */
function problemOfJson(where: unknown): string | null {
  try {
    // undefined for undefined, although the types do not say so.
    const json = JSON.stringify(where) as string | undefined;
    return (json?.length ?? 0) > MAX_LENGTH ? `is longer than ${String(MAX_LENGTH)} characters of JSON` : null;
  } catch {
    return 'cannot be written as JSON';
  }
}

interface Context {
  conditions: number;
  contains: number;
  readonly problems: FieldProblem[];
}

function compileAll(where: unknown, field: string, depth: number, context: Context): WhereFilter {
  if (!isObject(where)) return refuse(context, field, 'is not an object of conditions');
  if (depth > MAX_DEPTH) return refuse(context, field, `is nested deeper than ${String(MAX_DEPTH)} levels`);
  const parts = Object.entries(where).map(([key, value]) => {
    const at = `${field}.${key}`;
    if (key === '$and' || key === '$or') return compileList(key, value, at, depth, context);
    if (key === '$not') {
      const inner = compileAll(value, at, depth + 1, context);
      return (event: ReadableEvent) => !inner(event);
    }
    return compileCondition(key, value, at, context);
  });
  return (event) => parts.every((passes) => passes(event));
}

function compileList(key: '$and' | '$or', value: unknown, field: string, depth: number, context: Context): WhereFilter {
  if (!Array.isArray(value) || value.length === 0) return refuse(context, field, 'is not a list of conditions');
  const parts = value.map((one: unknown, index) => compileAll(one, `${field}.${String(index)}`, depth + 1, context));
  return key === '$and'
    ? (event) => parts.every((passes) => passes(event))
    : (event) => parts.some((passes) => passes(event));
}

function compileCondition(path: string, value: unknown, field: string, context: Context): WhereFilter {
  if (path.startsWith('$')) return refuse(context, field, 'is no operator here: use $and, $or, $not, or a path');
  const problem = problemOfPath(path);
  if (problem !== null) return refuse(context, field, `is wrong: ${problem}`);
  const read = compilePath(path);
  const tests = isObject(value)
    ? Object.entries(value).map(([operator, operand]) =>
        compileTest(operator, operand, `${field}.${operator}`, context),
      )
    : [compileTest('$eq', value, field, context)];
  if (tests.length === 0) return refuse(context, field, 'has no operator');
  return (event) => {
    const found = read(event);
    return tests.every((holds) => holds(found));
  };
}

function compileTest(operator: string, operand: unknown, field: string, context: Context): Test {
  context.conditions++;
  if (operator === '$contains') context.contains++;
  const compile = OPERATORS[operator];
  if (!Object.hasOwn(OPERATORS, operator) || compile === undefined)
    return refuse(context, field, `is no operator: there are ${Object.keys(OPERATORS).join(', ')}`);
  const test = compile(operand);
  return typeof test === 'string' ? refuse(context, field, test) : test;
}

/** Each makes a test of its operand, or names the fault of the operand. */
const OPERATORS: Readonly<Record<string, (operand: unknown) => Test | string>> = {
  $eq: (operand) => (isScalar(operand) ? (value) => same(value, operand) : NEEDS_SCALAR),
  $ne: (operand) => (isScalar(operand) ? (value) => !same(value, operand) : NEEDS_SCALAR),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $in: membership(true),
  $nin: membership(false),
  $exists: (operand) =>
    typeof operand === 'boolean' ? (value) => (value !== undefined) === operand : 'expects true or false',
  $startsWith: text((value, part) => value.startsWith(part)),
  $endsWith: text((value, part) => value.endsWith(part)),
  $contains: (operand) =>
    isScalar(operand)
      ? (value) =>
          Array.isArray(value)
            ? containsItem(value, operand)
            : typeof value === 'string' && typeof operand === 'string' && containsText(value, operand)
      : NEEDS_SCALAR,
};

const NEEDS_SCALAR = 'expects a string, a number, true, false or null';

/** Numbers with numbers, strings with strings; everything else does not pass. */
function comparison(holds: (order: number) => boolean): (operand: unknown) => Test | string {
  return (operand) => {
    if (typeof operand === 'number' ? !Number.isFinite(operand) : typeof operand !== 'string')
      return 'expects a number or a string';
    return (value) => {
      const order = orderOf(value, operand);
      return order !== null && holds(order);
    };
  };
}

/** Negative, 0 or positive; null when the two cannot be compared. */
function orderOf(value: unknown, operand: unknown): number | null {
  if (value instanceof ExactNumber) return orderOfExact(value, operand);
  if (typeof value === 'number' && typeof operand === 'number') return value - operand;
  if (typeof value !== 'string' || typeof operand !== 'string') return null;
  return value < operand ? -1 : value > operand ? 1 : 0;
}

/** Compares all digits. A number that JavaScript cannot hold is compared with a text, too: nobody could write it otherwise. */
function orderOfExact(value: ExactNumber, operand: unknown): number | null {
  if (typeof operand === 'number') return compareDecimals(value.text, String(operand));
  if (typeof operand !== 'string' || !isJsonNumber(operand) || !losesDigits(value)) return null;
  return compareDecimals(value.text, operand);
}

function membership(wanted: boolean): (operand: unknown) => Test | string {
  return (operand) => {
    if (!Array.isArray(operand) || !operand.every(isScalar))
      return 'expects a list of strings, numbers, true, false or null';
    const items: readonly unknown[] = operand;
    return (value) => items.some((item) => same(value, item)) === wanted;
  };
}

function text(holds: (value: string, part: string) => boolean): (operand: unknown) => Test | string {
  return (operand) =>
    typeof operand === 'string' ? (value) => typeof value === 'string' && holds(value, operand) : 'expects a string';
}

/** A missing value equals null, as users of such filters expect. */
function same(value: unknown, operand: unknown): boolean {
  return value instanceof ExactNumber ? orderOfExact(value, operand) === 0 : (value ?? null) === operand;
}

/** Not NaN or Infinity: JSON would make null of them. */
function isScalar(value: unknown): boolean {
  return value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
}

function refuse(context: Context, field: string, problem: string): () => boolean {
  context.problems.push({ field, problem });
  return () => false;
}
