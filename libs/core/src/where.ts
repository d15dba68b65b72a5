import { canonicalNumber, compareDecimals, isJsonNumber, losesDigits } from './compare-decimals.js';
import { containsItem, LONGEST_OPERAND } from './contains.js';
import { isObject } from './is-object.js';
import { compilePath, problemOfPath, type ReadableEvent } from './event-path.js';
import { ExactNumber } from './exact-number.js';
import { KancaError, type FieldProblem } from './kanca-error.js';
import { containsText, type SoughtText, type TextsOfEvent } from './text-search.js';

/**
 * A filter on the content of an event, as JSON: paths (see `compilePath`) with a value or with operators; all of them must hold.
 * @example { 'data.amount': { $gt: 100 }, 'data.currency': 'eur', $or: [{ subject: 'a' }, { 'data.tags': { $contains: 'vip' } }] }
 */
export type Where = Readonly<Record<string, unknown>>;

/** Says whether an event passes. */
export interface WhereFilter {
  /** @param texts looks into the texts of the event for all filters at once, where there are many: see `TextSearch` */
  (event: ReadableEvent, texts?: TextsOfEvent): boolean;
  /** What it looks for in texts. */
  readonly sought: readonly SoughtText[];
}

type Texts = Pick<TextsOfEvent, 'contains'>;
type Condition = (event: ReadableEvent, texts: Texts) => boolean;
type Test = (value: unknown, path: string, texts: Texts) => boolean;

/** For one filter alone. */
const ALONE: Texts = { contains: (_, text, part) => containsText(text, part) };

const MAX_DEPTH = 8;
const MAX_CONDITIONS = 100;
/** Each may look at all that an event holds; every other condition looks at as much as it says itself. */
const MAX_CONTAINS = 10;
const MAX_LENGTH = LONGEST_OPERAND;

/**
 * Compiles a filter. Its cost is linear in the filter's size; that of `$contains` is linear in the value it looks into, too, so there may
 * be a few of it only. There are no regular expressions.
 * @throws KancaError `invalid_request` naming every part that is wrong
 */
export function compileWhere(where: Where): WhereFilter {
  const problems: FieldProblem[] = [];
  const context: Context = { conditions: 0, contains: 0, sought: [], problems };
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
  return Object.assign((event: ReadableEvent, texts: Texts = ALONE) => filter(event, texts), {
    sought: context.sought,
  });
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
  readonly sought: SoughtText[];
  readonly problems: FieldProblem[];
}

function compileAll(where: unknown, field: string, depth: number, context: Context): Condition {
  if (!isObject(where)) return refuse(context, field, 'is not an object of conditions');
  if (depth > MAX_DEPTH) return refuse(context, field, `is nested deeper than ${String(MAX_DEPTH)} levels`);
  const parts = Object.entries(where).map(([key, value]) => {
    const at = `${field}.${key}`;
    if (key === '$and' || key === '$or') return compileList(key, value, at, depth, context);
    if (key === '$not') {
      const inner = compileAll(value, at, depth + 1, context);
      return (event: ReadableEvent, texts: Texts) => !inner(event, texts);
    }
    return compileCondition(key, value, at, context);
  });
  return (event, texts) => parts.every((passes) => passes(event, texts));
}

function compileList(key: '$and' | '$or', value: unknown, field: string, depth: number, context: Context): Condition {
  if (!Array.isArray(value) || value.length === 0) return refuse(context, field, 'is not a list of conditions');
  const parts = value.map((one: unknown, index) => compileAll(one, `${field}.${String(index)}`, depth + 1, context));
  return key === '$and'
    ? (event, texts) => parts.every((passes) => passes(event, texts))
    : (event, texts) => parts.some((passes) => passes(event, texts));
}

function compileCondition(path: string, value: unknown, field: string, context: Context): Condition {
  if (path.startsWith('$')) return refuse(context, field, 'is no operator here: use $and, $or, $not, or a path');
  const problem = problemOfPath(path);
  if (problem !== null) return refuse(context, field, `is wrong: ${problem}`);
  const read = compilePath(path);
  const tests = isObject(value)
    ? Object.entries(value).map(([operator, operand]) =>
        compileTest(path, operator, operand, `${field}.${operator}`, context),
      )
    : [compileTest(path, '$eq', value, field, context)];
  if (tests.length === 0) return refuse(context, field, 'has no operator');
  return (event, texts) => {
    const found = read(event);
    return tests.every((holds) => holds(found, path, texts));
  };
}

function compileTest(path: string, operator: string, operand: unknown, field: string, context: Context): Test {
  context.conditions++;
  if (operator === '$contains') {
    context.contains++;
    if (typeof operand === 'string') context.sought.push({ path, part: operand });
  }
  const compile = OPERATORS[operator];
  if (!Object.hasOwn(OPERATORS, operator) || compile === undefined)
    return refuse(context, field, `is no operator: there are ${Object.keys(OPERATORS).join(', ')}`);
  const test = compile(operand);
  return typeof test === 'string' ? refuse(context, field, test) : test;
}

/** Each makes a test of its operand, or names the fault of the operand. */
const OPERATORS: Readonly<Record<string, (operand: unknown) => Test | string>> = {
  $eq: (operand) => (isScalar(operand) ? equality(operand, true) : NEEDS_SCALAR),
  $ne: (operand) => (isScalar(operand) ? equality(operand, false) : NEEDS_SCALAR),
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
      ? (value, path, texts) =>
          Array.isArray(value)
            ? containsItem(value, operand)
            : typeof value === 'string' && typeof operand === 'string' && texts.contains(path, value, operand)
      : NEEDS_SCALAR,
};

const NEEDS_SCALAR = 'expects a string, a number, true, false or null';

/** Numbers with numbers, strings with strings; everything else does not pass. */
function comparison(holds: (order: number) => boolean): (operand: unknown) => Test | string {
  return (operand) => {
    if (typeof operand === 'number' ? !Number.isFinite(operand) : typeof operand !== 'string')
      return 'expects a number or a string';
    const exact = exactOf(operand);
    return (value) => {
      const order = value instanceof ExactNumber ? orderOfExact(value, exact) : orderOf(value, operand);
      return order !== null && holds(order);
    };
  };
}

/** Negative, 0 or positive; null when the two cannot be compared. */
function orderOf(value: unknown, operand: unknown): number | null {
  if (typeof value === 'number' && typeof operand === 'number') return value - operand;
  if (typeof value !== 'string' || typeof operand !== 'string') return null;
  return value < operand ? -1 : value > operand ? 1 : 0;
}

/** What an operand is for numbers with all of their digits. */
interface ExactOperand {
  readonly number: ExactNumber;
  readonly isText: boolean;
}

function exactOf(operand: unknown): ExactOperand | null {
  if (typeof operand === 'number') return { number: new ExactNumber(String(operand)), isText: false };
  return typeof operand === 'string' && isJsonNumber(operand)
    ? { number: new ExactNumber(operand), isText: true }
    : null;
}

/** Compares all digits. A number that JavaScript cannot hold is compared with a text, too: nobody could write it otherwise. */
function orderOfExact(value: ExactNumber, operand: ExactOperand | null): number | null {
  if (operand === null || (operand.isText && !losesDigits(value))) return null;
  return compareDecimals(value, operand.number);
}

/** A missing value equals null, as users of such filters expect. */
function equality(operand: unknown, wanted: boolean): Test {
  const exact = exactOf(operand);
  return (value) =>
    (value instanceof ExactNumber ? orderOfExact(value, exact) === 0 : (value ?? null) === operand) === wanted;
}

/** The same as `equality` with any of many, which are looked up and not gone through. */
function membership(wanted: boolean): (operand: unknown) => Test | string {
  return (operand) => {
    if (!Array.isArray(operand) || !operand.every(isScalar))
      return 'expects a list of strings, numbers, true, false or null';
    const items = new Set<unknown>(operand);
    const long = new Set(
      operand.flatMap((item) => {
        const exact = exactOf(item);
        return exact?.isText === true ? [canonicalNumber(exact.number)] : [];
      }),
    );
    return (value) => {
      if (!(value instanceof ExactNumber)) return items.has(value ?? null) === wanted;
      return (losesDigits(value) ? long.has(canonicalNumber(value)) : items.has(value.valueOf())) === wanted;
    };
  };
}

function text(holds: (value: string, part: string) => boolean): (operand: unknown) => Test | string {
  return (operand) =>
    typeof operand === 'string' ? (value) => typeof value === 'string' && holds(value, operand) : 'expects a string';
}

/** Not NaN or Infinity: JSON would make null of them. */
function isScalar(value: unknown): boolean {
  return value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
}

function refuse(context: Context, field: string, problem: string): () => boolean {
  context.problems.push({ field, problem });
  return () => false;
}
