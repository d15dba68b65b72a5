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
  const names: Readonly<Record<string, unknown>> = params;
  const more = keyword === 'required' ? names['missingProperty'] : names[UNKNOWN_NAME[keyword] ?? ''];
  return ['data', ...path, ...(typeof more === 'string' ? [more] : [])].join('.');
}

/** Where each keyword says which name it does not know. */
const UNKNOWN_NAME: Readonly<Record<string, string>> = {
  additionalProperties: 'additionalProperty',
  unevaluatedProperties: 'unevaluatedProperty',
};

function sentenceOf({ keyword, params, message = 'does not fit' }: ErrorObject): string {
  const given: Readonly<Record<string, unknown>> = params;
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
      return message.replace(/^must (?:be|have|match) /, (verb) =>
        verb === 'must be ' ? 'expected ' : `expected to ${verb.slice(5)}`,
      );
  }
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : 'other values';
}
