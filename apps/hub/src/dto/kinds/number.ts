import { fault, notA, type Kind } from '../kind.js';

export interface NumberRules {
  readonly min?: number;
  readonly max?: number;
}

/** A number. */
export function number(rules: NumberRules = {}): Kind {
  return {
    faults: (value) => (isNumber(value) ? boundsOf(value, rules) : notA('a number', value)),
    schema: () => ({ type: 'number', ...shownBounds(rules) }),
    ofText: numberOf,
  };
}

/** A whole number, of those that JavaScript tells from their neighbours. */
export function whole(rules: NumberRules = {}): Kind {
  const bounds = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, ...rules };
  return {
    faults(value) {
      if (!isNumber(value)) return notA('a number', value);
      return Number.isInteger(value) ? boundsOf(value, bounds) : fault('has to be a whole number');
    },
    schema: () => ({ type: 'integer', ...shownBounds(rules) }),
    ofText: numberOf,
  };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function numberOf(written: string): number | undefined {
  const value = Number(written);
  return written.trim() === '' || !Number.isFinite(value) ? undefined : value;
}

function boundsOf(value: number, { min, max }: NumberRules): ReturnType<Kind['faults']> {
  if (min !== undefined && value < min) return fault(`has to be at least ${String(min)}`);
  return max !== undefined && value > max ? fault(`has to be at most ${String(max)}`) : [];
}

function shownBounds({ min, max }: NumberRules): object {
  return { ...(min === undefined ? {} : { minimum: min }), ...(max === undefined ? {} : { maximum: max }) };
}
