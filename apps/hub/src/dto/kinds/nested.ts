import { isObject } from '@kanca/core';
import { notA, type Kind } from '../kind.js';
import type { DtoClass } from '../field.js';
import { faultsOfFields, readFields } from '../fields-of-object.js';
import { schemaOfDto } from '../schema-of-dto.js';

/**
 * An object with the fields of a DTO class.
 * @param dto in a function, so that two files may need each other
 */
export function nested(dto: () => DtoClass): Kind {
  return {
    faults: (value) => (isObject(value) ? faultsOfFields(dto(), value) : notA('an object', value)),
    schema: (writer) => schemaOfDto(dto(), writer),
    read: (value) => (isObject(value) ? readFields(dto(), value) : value),
  };
}
