/** JSON Schema, draft 2020-12. */
export type Json = Readonly<Record<string, unknown>>;

/** What a decorator of class-validator asks of a value. */
export interface Rule {
  /** The rest of a sentence that begins with the place of the value. */
  readonly expected: string;
  /** The same as JSON Schema; empty where JSON Schema has no word for it. */
  readonly schema: Json;
  /** Whether it says which type the value has. When that is wrong, nothing else is worth telling. */
  readonly isType?: boolean;
}

type Constraints = readonly unknown[];

const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };

const text = (which: string, more: Json = {}): Rule => ({
  expected: `has to be ${which}`,
  schema: { ...TEXT, ...more },
});
const type = (which: string, schema: Json): Rule => ({ expected: `has to be ${which}`, schema, isType: true });

/** By the names that class-validator 0.15 gives its decorators. */
const RULES: Readonly<Record<string, (constraints: Constraints) => Rule>> = {
  isString: () => type('a text', TEXT),
  isNumber: () => type('a number', NUMBER),
  isInt: () => type('a whole number', { type: 'integer' }),
  isExactNumber: () => type('a number', NUMBER),
  isBoolean: () => type('true or false', { type: 'boolean' }),
  isArray: () => type('a list', { type: 'array' }),
  isObject: () => type('an object', { type: 'object' }),
  isDefined: () => ({ expected: 'has to be there', schema: {} }),
  isNotEmpty: () => ({ expected: 'has to be filled', schema: { not: { enum: ['', null] } } }),
  isUuid: () => text('a UUID', { format: 'uuid' }),
  isEmail: () => text('an e-mail address', { format: 'email' }),
  isUrl: () => text('a URL'),
  isIso8601: () => text('an ISO 8601 time'),
  isDateString: () => text('an ISO 8601 time'),
  isRFC3339: () => text('an RFC 3339 time'),
  isIn: ([values]) => choice(values),
  isEnum: ([, values]) => choice(values),
  equals: ([value]) => ({ expected: `has to be ${String(value)}`, schema: { const: value } }),
  min: ([least]) => ({ expected: `has to be at least ${String(least)}`, schema: { ...NUMBER, minimum: least } }),
  max: ([most]) => ({ expected: `has to be at most ${String(most)}`, schema: { ...NUMBER, maximum: most } }),
  isPositive: () => ({ expected: 'has to be more than 0', schema: { ...NUMBER, exclusiveMinimum: 0 } }),
  isNegative: () => ({ expected: 'has to be less than 0', schema: { ...NUMBER, exclusiveMaximum: 0 } }),
  isDivisibleBy: ([step]) => ({
    expected: `has to be a multiple of ${String(step)}`,
    schema: { ...NUMBER, multipleOf: step },
  }),
  minLength: ([least]) => sized('character', TEXT, 'Length', least),
  maxLength: ([most]) => sized('character', TEXT, 'Length', undefined, most),
  isLength: ([least, most]) => sized('character', TEXT, 'Length', least, most),
  arrayNotEmpty: () => sized('entry', { type: 'array' }, 'Items', 1),
  arrayMinSize: ([least]) => sized('entry', { type: 'array' }, 'Items', least),
  arrayMaxSize: ([most]) => sized('entry', { type: 'array' }, 'Items', undefined, most),
  arrayUnique: () => ({ expected: 'has to have each entry once', schema: { type: 'array', uniqueItems: true } }),
  matches: ([pattern]) => ({
    expected: `has to fit ${String(pattern)}`,
    // JSON Schema has no flags, and its patterns are unicode ones.
    schema: pattern instanceof RegExp && /^u?$/.test(pattern.flags) ? { ...TEXT, pattern: pattern.source } : TEXT,
  }),
};

/**
 * @param name what class-validator calls the decorator, for example `isString`
 * @param constraints what the decorator was given
 */
export function ruleOf(name: string, constraints: Constraints): Rule {
  const known = Object.hasOwn(RULES, name) ? RULES[name] : undefined;
  return known?.(constraints) ?? { expected: `has to pass ${name}`, schema: {} };
}

function choice(values: unknown): Rule {
  const list: readonly unknown[] = Array.isArray(values) ? values : [];
  return { expected: `has to be one of ${list.map(String).join(', ')}`, schema: { enum: list } };
}

function sized(
  unit: 'character' | 'entry',
  schema: Json,
  of: 'Length' | 'Items',
  least?: unknown,
  most?: unknown,
): Rule {
  const bounds = [
    ...(least === undefined ? [] : [`at least ${counted(least, unit)}`]),
    ...(most === undefined ? [] : [`at most ${counted(most, unit)}`]),
  ];
  return {
    expected: `has to have ${bounds.join(' and ')}`,
    schema: {
      ...schema,
      ...(least === undefined ? {} : { [`min${of}`]: least }),
      ...(most === undefined ? {} : { [`max${of}`]: most }),
    },
  };
}

function counted(count: unknown, unit: 'character' | 'entry'): string {
  if (count === 1) return `1 ${unit}`;
  return `${String(count)} ${unit === 'entry' ? 'entries' : 'characters'}`;
}
