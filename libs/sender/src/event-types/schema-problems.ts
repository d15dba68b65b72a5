import type { FieldProblem } from '@kanca/core';
import type { ErrorObject } from 'ajv';

const MOST = 20;
const MAX_FIELD_LENGTH = 200;
const MAX_PROBLEM_LENGTH = 200;

/** Keywords that only say that something below them failed, which is said there. */
const ECHOES = ['if', 'anyOf', 'oneOf', 'allOf'];

/** What a validator found, in words: where (`data.items.0.sku`), and what was expected there. Values are not repeated. */
export function problemsOfErrors(errors: readonly ErrorObject[]): readonly FieldProblem[] {
  const told = errors.filter(({ keyword }) => !ECHOES.includes(keyword));
  return (told.length > 0 ? told : errors).slice(0, MOST).map((error) => ({
    field: fieldOf(error).slice(0, MAX_FIELD_LENGTH),
    problem: sentenceOf(error).slice(0, MAX_PROBLEM_LENGTH),
  }));
}

function fieldOf({ instancePath, keyword, params }: ErrorObject): string {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const names: Params = params;
  const more = keyword === 'required' ? names['missingProperty'] : names[UNKNOWN_NAME[keyword] ?? ''];
  return ['data', ...path, ...(typeof more === 'string' ? [more] : [])].join('.');
}

/** Where each keyword says which name it does not know. */
const UNKNOWN_NAME: Readonly<Record<string, string>> = {
  additionalProperties: 'additionalProperty',
  unevaluatedProperties: 'unevaluatedProperty',
};

function sentenceOf({ keyword, params, message = 'does not fit' }: ErrorObject): string {
  const given: Params = params;
  switch (keyword) {
    case 'type':
      return `expected ${[given['type']].flat().map(String).join(' or ')}`;
    case 'required':
      return 'is missing';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is not known here';
    case 'enum':
      return `expected one of ${list(given['allowedValues'])}`;
    case 'const':
      return `expected ${JSON.stringify(given['allowedValue'])}`;
    case 'format':
      return `expected the format ${String(given['format'])}`;
    case 'pattern':
      return `expected a text that matches ${String(given['pattern'])}`;
    default:
      return BOUNDS[keyword]?.(given) ?? message;
  }
}

type Params = Readonly<Record<string, unknown>>;

/** What the validator says of these in its own words, in ours. */
const BOUNDS: Readonly<Record<string, (params: Params) => string>> = {
  minLength: ({ limit }) => `expected at least ${counted(limit, 'character', 'characters')}`,
  maxLength: ({ limit }) => `expected at most ${counted(limit, 'character', 'characters')}`,
  minimum: ({ limit }) => `expected ${String(limit)} or more`,
  maximum: ({ limit }) => `expected ${String(limit)} or less`,
  exclusiveMinimum: ({ limit }) => `expected more than ${String(limit)}`,
  exclusiveMaximum: ({ limit }) => `expected less than ${String(limit)}`,
  multipleOf: ({ multipleOf }) => `expected a multiple of ${String(multipleOf)}`,
  minItems: ({ limit }) => `expected at least ${counted(limit, 'entry', 'entries')}`,
  maxItems: ({ limit }) => `expected at most ${counted(limit, 'entry', 'entries')}`,
  items: ({ limit }) => `expected at most ${counted(limit, 'entry', 'entries')}`,
  unevaluatedItems: ({ limit }) => `expected at most ${counted(limit, 'entry', 'entries')}`,
  additionalItems: ({ limit }) => `expected at most ${counted(limit, 'entry', 'entries')}`,
  uniqueItems: ({ i, j }) => `expected no entry twice: ${String(j)} and ${String(i)} are the same`,
  contains: ({ minContains, maxContains }) => {
    const most = typeof maxContains === 'number' ? `, and at most ${String(maxContains)},` : '';
    return `expected at least ${counted(minContains, 'entry', 'entries')}${most} as contains asks for`;
  },
  minProperties: ({ limit }) => `expected at least ${counted(limit, 'property', 'properties')}`,
  maxProperties: ({ limit }) => `expected at most ${counted(limit, 'property', 'properties')}`,
  propertyNames: ({ propertyName }) => `has a name that is not allowed: ${JSON.stringify(propertyName)}`,
  dependentRequired: ({ property, missingProperty }) => dependent(property, missingProperty),
  dependencies: ({ property, missingProperty }) => dependent(property, missingProperty),
  not: () => 'is what the schema excludes (not)',
  if: ({ failingKeyword }) => `does not fit ${String(failingKeyword)}, which the schema asks of it here`,
  anyOf: () => 'fits none of the forms of anyOf',
  oneOf: ({ passingSchemas }) =>
    passingSchemas === null ? 'fits none of the forms of oneOf' : 'fits more than one of the forms of oneOf',
  'false schema': () => 'is not allowed here',
};

function counted(count: unknown, one: string, more: string): string {
  return `${String(count)} ${count === 1 ? one : more}`;
}

function dependent(property: unknown, missing: unknown): string {
  return `expected ${JSON.stringify(missing)} too, because ${JSON.stringify(property)} is there`;
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : 'other values';
}
