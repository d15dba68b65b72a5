import { KancaError, type FieldProblem } from '@kanca/core';
import type { Format } from './format.js';
import { readSecret } from './format-registry.js';

/** What a subscription has that a format may object to. */
export interface FormatGuest {
  readonly properties: Readonly<Record<string, unknown>>;
  /** The names of its extra headers. */
  readonly headers: readonly string[];
  /** The secrets that sign. */
  readonly secrets: readonly string[];
}

/**
 * Checks what a subscription has against the format that it goes with, whichever of the two was set last.
 * @throws KancaError `invalid_request` naming everything that has no place there, and never a secret
 */
export function assertFitsFormat(format: Format, { properties, headers, secrets }: FormatGuest): void {
  const problems: FieldProblem[] = [
    ...problemsOfProperties(format, properties),
    ...headers
      .filter((name) => format.reservedHeaders?.includes(name.toLowerCase()))
      .map((name) => ({ field: `headers.${name}`, problem: `is written by the format ${format.name} itself` })),
    ...secrets.flatMap((secret) => problemOfSecret(format, secret)),
  ];
  if (problems.length === 0) return;
  throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field}: ${problem}`).join('; '), {
    problems,
  });
}

function problemsOfProperties(format: Format, properties: FormatGuest['properties']): readonly FieldProblem[] {
  const entries = Object.entries(properties);
  if (format.reservedProperties !== null)
    return entries.flatMap(([name, value]) => problemOfProperty(format, name, value));
  if (entries.length === 0) return [];
  const problem = `have no place in the format ${format.name}: take them away, or choose another format`;
  return [{ field: 'properties', problem }];
}

function problemOfProperty(format: Format, name: string, value: unknown): readonly FieldProblem[] {
  const isReserved = format.reservedProperties?.includes(name) === true;
  const problem = isReserved
    ? `is a part of every notification of the format ${format.name}: choose another name`
    : (format.problemOfProperty?.(name, value) ?? null);
  return problem === null ? [] : [{ field: `properties.${name}`, problem }];
}

function problemOfSecret(format: Format, secret: string): readonly FieldProblem[] {
  try {
    readSecret(format, secret);
    return [];
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it cannot be read';
    const problem = `does not go with a secret that signs now: ${why} Rotate the secret first, without overlap`;
    return [{ field: 'format', problem }];
  }
}
