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
    ...Object.entries(properties).flatMap(([name, value]) => problemOfProperty(format, name, value)),
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

function problemOfProperty(format: Format, name: string, value: unknown): readonly FieldProblem[] {
  const field = `properties.${name}`;
  if (format.reservedProperties === null) {
    const problem = `has no place in the format ${format.name}: take it away, or choose another format`;
    return [{ field, problem }];
  }
  if (format.reservedProperties.includes(name)) {
    const problem = `is a part of every notification of the format ${format.name}: choose another name`;
    return [{ field, problem }];
  }
  const problem = format.problemOfProperty?.(name, value) ?? null;
  return problem === null ? [] : [{ field, problem }];
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
