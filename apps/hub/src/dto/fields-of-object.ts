import { fieldsOf, faultsOfField, unknownNamesOf, type DtoClass } from './field.js';
import { below, fault, type Fault } from './kind.js';

type Given = Readonly<Record<string, unknown>>;

/** The faults of an object that stands inside of another one. */
export function faultsOfFields(dto: DtoClass, given: Given): readonly Fault[] {
  const fields = fieldsOf(dto) ?? [];
  return [
    ...fields.flatMap((field) => below(field.name, faultsOfField(field, own(given, field.name)))),
    ...faultsOfOthers(dto, given),
  ];
}

/** The values for code: times as `Date`, defaults where a field was left out, and nothing for fields that have none. */
export function readFields(dto: DtoClass, given: Given): Record<string, unknown> {
  const fields = fieldsOf(dto) ?? [];
  const kept = typeof unknownNamesOf(dto) === 'object' ? { ...given } : {};
  const read = fields.flatMap((field) => {
    const value = own(given, field.name) ?? (given[field.name] === null ? null : field.default);
    if (value === undefined) return [];
    return [[field.name, value === null ? null : (field.kind.read?.(value) ?? value)] as const];
  });
  return Object.assign(kept, Object.fromEntries(read));
}

/** A name that every object has by birth, such as `constructor`, was not given. */
export function own(given: Given, name: string): unknown {
  return Object.hasOwn(given, name) ? given[name] : undefined;
}

/** The faults of names that the class does not have. */
export function faultsOfOthers(dto: DtoClass, given: Given): readonly Fault[] {
  const unknown = unknownNamesOf(dto);
  if (unknown === 'dropped') return [];
  const known = new Set(fieldsOf(dto)?.map(({ name }) => name));
  const others = Object.keys(given).filter((name) => !known.has(name));
  if (unknown === 'refused') return others.flatMap((name) => below(name, fault('is not known here')));
  return others.flatMap((name) => below(name, unknown.faults(given[name])));
}
