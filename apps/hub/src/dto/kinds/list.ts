import { below, fault, notA, type Kind } from '../kind.js';

export interface ListRules {
  /** Entries at least. */
  readonly min?: number;
  /** Entries at most. */
  readonly max?: number;
}

/** A list of one kind of values. */
export function list(entry: Kind, { min, max }: ListRules = {}): Kind {
  return {
    faults(value) {
      if (!Array.isArray(value)) return notA('a list', value);
      if (min !== undefined && value.length < min) return fault(`has to have at least ${entries(min)}`);
      if (max !== undefined && value.length > max) return fault(`has to have at most ${entries(max)}`);
      return value.flatMap((one: unknown, index) => below(String(index), entry.faults(one)));
    },
    schema: (writer) => ({
      type: 'array',
      ...(min === undefined ? {} : { minItems: min }),
      ...(max === undefined ? {} : { maxItems: max }),
      items: entry.schema(writer),
    }),
    read: (value) =>
      Array.isArray(value) && entry.read !== undefined ? value.map((one: unknown) => entry.read?.(one)) : value,
  };
}

function entries(count: number): string {
  return `${String(count)} ${count === 1 ? 'entry' : 'entries'}`;
}
