import { didYouMean, isObject, type FieldProblem } from '@kanca/core';
import { validateSync, type ValidationError } from 'class-validator';
import { fieldsOf, faultsOfField, type DtoClass, type Field } from './field.js';
import { faultsOfOthers, own, readFields } from './fields-of-object.js';
import { below, type Fault } from './kind.js';

/** An instance of the class, or the problems of the object that was given. */
export type Checked<T> =
  { readonly value: T; readonly problems: null } | { readonly value: null; readonly problems: readonly FieldProblem[] };

type Given = Readonly<Record<string, unknown>>;

/** Further problems would make the answer larger than the request. */
const MOST = 20;
const MAX_FIELD_LENGTH = 100;

/** Judges an object by a DTO class. Values are not repeated in a problem: any of them may be a secret. */
export function checkDto<T extends object>(dto: DtoClass<T>, given: unknown): Checked<T> {
  if (!isObject(given)) return { value: null, problems: [{ field: '(body)', problem: 'has to be an object' }] };
  const fields = fieldsOf(dto) ?? [];
  const read = withoutTexts(fields, given);
  // Known fields only: a member called constructor or __proto__ would take the instance away from its class.
  const known = fields.flatMap(({ name }) => (Object.hasOwn(read, name) ? [[name, read[name]] as const] : []));
  const errors = validateSync(Object.assign(new dto(), Object.fromEntries(known)));
  const problems = [...problemsOfFields(errors, fields), ...problemsOfOthers(dto, given, fields)].slice(0, MOST);
  if (problems.length > 0) return { value: null, problems };
  return { value: Object.assign(new dto(), readFields(dto, read)), problems: null };
}

/** The problems as one text. */
export function sentenceOf(problems: readonly FieldProblem[]): string {
  const text = problems.map(({ field, problem }) => `${field === '(body)' ? 'The body' : field} ${problem}`).join('; ');
  return text.endsWith('?') ? text : `${text}.`;
}

/** The query of a URL has texts only. */
function withoutTexts(fields: readonly Field[], given: Given): Given {
  const read = fields.flatMap(({ name, kind, inQuery }) => {
    const written = inQuery === true ? own(given, name) : undefined;
    const value = typeof written === 'string' ? kind.ofText?.(written) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return read.length === 0 ? given : { ...given, ...Object.fromEntries(read) };
}

/** class-validator names the fields that fail; the faults inside of each, with their places, are told by the kind of the field. */
function problemsOfFields(errors: readonly ValidationError[], fields: readonly Field[]): readonly FieldProblem[] {
  const failed = new Map(errors.map((error) => [error.property, error.value as unknown]));
  return fields
    .filter(({ name }) => failed.has(name))
    .flatMap((field) =>
      below(field.name, faultsOfField(field, failed.get(field.name)))
        .slice(0, MOST)
        .map(told),
    );
}

function problemsOfOthers(dto: DtoClass, given: Given, fields: readonly Field[]): readonly FieldProblem[] {
  const known = fields.map(({ name }) => name);
  return faultsOfOthers(dto, given)
    .slice(0, MOST)
    .map((fault) => {
      const { field, problem } = told(fault);
      if (problem !== 'is not known here') return { field, problem };
      return {
        field,
        problem: `${problem}: ${didYouMean(fault.path[0] ?? '', known) || `there are ${known.join(', ')}`}`,
      };
    });
}

function told({ path, problem }: Fault): FieldProblem {
  return { field: path.join('.').slice(0, MAX_FIELD_LENGTH), problem };
}
