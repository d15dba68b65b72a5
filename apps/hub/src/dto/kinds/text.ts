import { fault, notA, type Kind } from '../kind.js';

export interface TextRules {
  /** Characters at least. */
  readonly min?: number;
  /** Characters at most. */
  readonly max?: number;
  readonly pattern?: RegExp;
  /** A text that fits the pattern. Without it, what shows a request writes random letters that fit. */
  readonly example?: string;
  /** The rest of a sentence that begins with the field, for a text that the pattern does not fit. */
  readonly problem?: string;
}

/** A text. */
export function text({ min, max, pattern, example, problem = 'is not what is expected here' }: TextRules = {}): Kind {
  return {
    faults(value) {
      if (typeof value !== 'string') return notA('a text', value);
      if (min !== undefined && value.length < min) return fault(`has to have at least ${characters(min)}`);
      if (max !== undefined && value.length > max) return fault(`has to have at most ${characters(max)}`);
      return pattern === undefined || pattern.test(value) ? [] : fault(problem);
    },
    schema: () => ({
      type: 'string',
      ...(min === undefined ? {} : { minLength: min }),
      ...(max === undefined ? {} : { maxLength: max }),
      ...(pattern === undefined ? {} : { pattern: pattern.source }),
      ...(example === undefined ? {} : { examples: [example] }),
    }),
  };
}

function characters(count: number): string {
  return `${String(count)} ${count === 1 ? 'character' : 'characters'}`;
}
