import { isObject } from '@kanca/core';
import { below, notA, type Kind } from '../kind.js';

/** An object with names that the sender chooses, and values of one kind. */
export function map(entry: Kind): Kind {
  return {
    faults(value) {
      if (!isObject(value)) return notA('an object', value);
      return Object.entries(value).flatMap(([name, one]) => below(name, entry.faults(one)));
    },
    schema: (writer) => ({
      type: 'object',
      propertyNames: { type: 'string' },
      additionalProperties: entry.schema(writer),
    }),
  };
}
