import { KancaError } from '@kanca/core';
import type { Fault, Kind } from '../kind.js';

/**
 * A kind whose values of the right shape are also judged by a library, so that one answer names the faults of both.
 * @param check throws a KancaError whose problems are told from the value: `filters.0` of `filters`
 */
export function checkedBy<Value>(kind: Kind, check: (value: Value) => void): Kind {
  return {
    ...kind,
    faults: (value) => {
      const faults = kind.faults(value);
      return faults.length > 0
        ? faults
        : faultsBy(() => {
            // A value without faults has the shape of the kind.
            check(value as Value);
          });
    },
  };
}

function faultsBy(check: () => void): readonly Fault[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof KancaError) || error.problems === undefined) throw error;
    return error.problems.map(({ field, problem }) => ({ path: field.split('.').slice(1), problem }));
  }
}
