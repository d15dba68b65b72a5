import { assertRetryPolicy, assertWhere, compilePath, KancaError, type FieldProblem, type Where } from '@kanca/core';
import type { RetryPolicy } from '@kanca/core';
import { assertSendableHeaders } from '@kanca/egress';
import type { FormatRegistry } from '../formats/format-registry.js';
import type { Setting } from '../model/setting.js';
import { eachSetting, type GivenSettings } from '../model/subscription-settings.js';

/**
 * What is wrong with each setting by itself, as its description has it. The length of a text is judged where people send it; signatures, auth
 * and a transformation are judged with the format, the destinations and the sandbox.
 */
export function settingProblems(given: GivenSettings, formats: FormatRegistry): readonly FieldProblem[] {
  return eachSetting().flatMap(([name, { type }]) => {
    const value = given[name];
    return value === undefined || value === null ? [] : problemsOf(name, type, value, formats);
  });
}

function problemsOf(
  field: string,
  type: Setting['type'],
  value: unknown,
  formats: FormatRegistry,
): readonly FieldProblem[] {
  switch (type.kind) {
    case 'whole':
      return wholeProblems(field, value, type);
    case 'number': {
      const { min, max, unit } = type;
      const problem = `expected ${String(min)} to ${String(max)} ${unit}`;
      return typeof value === 'number' && value >= min && value <= max ? [] : [{ field, problem }];
    }
    case 'wholes': {
      const { min, max, most } = type;
      const fits = Array.isArray(value) && value.length <= most && value.every((one) => isWhole(one, type));
      const problem = `expected at most ${String(most)} whole numbers from ${String(min)} to ${String(max)}`;
      return fits ? [] : [{ field, problem }];
    }
    case 'object':
      return Object.entries(type.fields).flatMap(([name, bounds]) =>
        wholeProblems(`${field}.${name}`, (value as Readonly<Record<string, unknown>>)[name], bounds),
      );
    case 'properties':
      return Buffer.byteLength(JSON.stringify(value)) > type.maxBytes
        ? [{ field, problem: `is larger than ${String(type.maxBytes)} bytes` }]
        : [];
    case 'format':
      return attempt(field, () => formats.require(value as string));
    case 'headers':
      return attempt(field, () => {
        assertSendableHeaders(value as Readonly<Record<string, string>>);
      });
    case 'retryPolicy':
      return attempt(field, () => {
        assertRetryPolicy(value as RetryPolicy);
      });
    case 'where':
      return attempt(field, () => {
        assertWhere(value as Where);
      });
    case 'eventPath':
      return attempt(field, () => compilePath(value as string));
    case 'text':
    case 'flag':
    case 'oneOf':
    case 'signatures':
    case 'auth':
    case 'transformation':
      return [];
  }
}

/** What a check says of a value; its own names of the places where it gives some. */
export function attempt(field: string, check: () => unknown): readonly FieldProblem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof KancaError && error.problems !== undefined) return error.problems;
    return [{ field, problem: error instanceof Error ? error.message : String(error) }];
  }
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

function wholeProblems(field: string, value: unknown, bounds: Bounds): readonly FieldProblem[] {
  const problem = `expected a whole number from ${String(bounds.min)} to ${String(bounds.max)}`;
  return isWhole(value, bounds) ? [] : [{ field, problem }];
}

function isWhole(value: unknown, { min, max }: Bounds): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}
