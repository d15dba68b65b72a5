import { anyOf, fault, type Kind } from '../kind.js';

/** One of some texts, or of some other values that stand for themselves. */
export function oneOf(values: readonly (string | boolean)[]): Kind {
  return {
    faults: (value) => (values.some((one) => one === value) ? [] : fault(`has to be ${anyOf(values.map(String))}`)),
    schema: () => {
      const [only, ...others] = values;
      return { type: typeof only, ...(others.length === 0 ? { const: only } : { enum: [...values] }) };
    },
  };
}
