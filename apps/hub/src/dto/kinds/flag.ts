import { notA, type Kind } from '../kind.js';

/** True or false. */
export const flag: Kind = {
  faults: (value) => (typeof value === 'boolean' ? [] : notA('true or false', value)),
  schema: () => ({ type: 'boolean' }),
  ofText: (written) => (written === 'true' ? true : written === 'false' ? false : undefined),
};
