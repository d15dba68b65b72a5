import { Field, type DtoClass, type FieldOptions } from './field.js';
import type { Kind } from './kind.js';

/** One field of a class that is made from descriptions. */
export type DescribedField = readonly [name: string, kind: Kind, options: FieldOptions];

/** A DTO class whose fields are described elsewhere; `T` is what their values come to. */
export function classOfFields<T extends object>(fields: readonly DescribedField[]): DtoClass<T> {
  class Fields {
    readonly [name: string]: unknown;
  }
  for (const [name, kind, options] of fields) Field(kind, options)(Fields.prototype, name);
  // An instance has no members but the values of these fields, which were judged by their kinds.
  return Fields as DtoClass<T>;
}
