import { compilePath, compileWhere, writeExactJson, type ReadableEvent, type Where } from '@kanca/core';

/** One condition of a `where`, and what the event has there. */
export interface ConditionVerdict {
  /** As it is written: `data.amount $gt 100`. */
  readonly condition: string;
  readonly passed: boolean;
  /** The value that was found, as JSON; null for a condition that is made of others. */
  readonly found: string | null;
}

const MAX_SHOWN = 100;

/** Looks at every condition at the top of a filter by itself: all of them have to hold. */
export function explainWhere(where: Where, event: ReadableEvent): readonly ConditionVerdict[] {
  return Object.entries(where).flatMap(([key, value]): readonly ConditionVerdict[] => {
    if (key === '$and' && Array.isArray(value)) return value.flatMap((one: Where) => explainWhere(one, event));
    if (key.startsWith('$'))
      return [{ condition: `${key} ${json(value)}`, passed: compileWhere({ [key]: value })(event), found: null }];
    const found = json(compilePath(key)(event));
    return operatorsOf(value).map(([operator, operand]) => ({
      condition: `${key} ${operator} ${json(operand)}`,
      passed: compileWhere({ [key]: { [operator]: operand } })(event),
      found,
    }));
  });
}

function operatorsOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : [['$eq', value]];
}

function json(value: unknown): string {
  const text = value === undefined ? 'nothing' : writeExactJson(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
