import { assertRetryPolicy, compileFilters, KancaError } from '@kanca/core';
import { assertSendableHeaders, type DestinationPolicy } from '@kanca/egress';
import { parseSecret } from '@kanca/signing';
import { formatNamed } from '../formats/formats.js';
import type { SubscriptionEntity } from './subscription.entity.js';
import type { SubscriptionInput, SubscriptionPatch } from './subscription.js';

const MAX_PROPERTIES_BYTES = 8 * 1024;
const MAX_CONCURRENCY = 1_000;
const MIN_TIMEOUT_MS = 100;
const MAX_TIMEOUT_MS = 30_000;

interface Problem {
  readonly field: string;
  readonly problem: string;
}

/**
 * Checks what an owner set, the destination included.
 * @throws KancaError `invalid_request` with every problem, `egress_refused` for an address that may not be called
 */
export function validateInput(
  input: SubscriptionPatch & Pick<Partial<SubscriptionInput>, 'secret'>,
  destinations: DestinationPolicy,
): void {
  const problems: Problem[] = [
    ...attempt('format', () => input.format !== undefined && formatNamed(input.format)),
    ...attempt('filters', () => input.filters !== undefined && compileFilters(input.filters)),
    ...attempt('headers', () => {
      if (input.headers !== undefined) assertSendableHeaders(input.headers);
    }),
    ...attempt('secret', () => input.secret !== undefined && parseSecret(input.secret)),
    ...attempt('retry', () => {
      if (input.retry !== undefined) assertRetryPolicy(input.retry);
    }),
    ...range('concurrency', input.concurrency, 1, MAX_CONCURRENCY),
    ...range('timeoutMs', input.timeoutMs, MIN_TIMEOUT_MS, MAX_TIMEOUT_MS),
    ...sizeProblems(input.properties ?? {}),
  ];
  refuse(problems);
  if (input.uri !== undefined) destinations.assertAllowedDestination(input.uri);
}

/**
 * Checks the body properties of a subscription against the format that they go with, whichever of the two was set last.
 * @throws KancaError `invalid_request` naming every property that has no place there
 */
export function assertPropertiesFit({ format, properties }: Pick<SubscriptionEntity, 'format' | 'properties'>): void {
  const { reservedProperties: reserved } = formatNamed(format);
  const names = Object.keys(properties);
  if (reserved === null && names.length > 0)
    refuse([
      {
        field: 'properties',
        problem: `have no place in the format ${format}: take them away, or choose another format`,
      },
    ]);
  const taken = names.filter((name) => reserved?.includes(name));
  refuse(
    taken.map((name) => ({
      field: `properties.${name}`,
      problem: `is a part of every notification of the format ${format}: choose another name`,
    })),
  );
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field}: ${problem}`).join('; '), {
    problems,
  });
}

function attempt(field: string, check: () => unknown): readonly Problem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof KancaError && error.problems !== undefined) return error.problems;
    return [{ field, problem: error instanceof Error ? error.message : String(error) }];
  }
}

function range(field: string, value: number | undefined, min: number, max: number): readonly Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return [];
  return [{ field, problem: `expected a whole number from ${String(min)} to ${String(max)}` }];
}

function sizeProblems(properties: Readonly<Record<string, unknown>>): readonly Problem[] {
  return Buffer.byteLength(JSON.stringify(properties)) > MAX_PROPERTIES_BYTES
    ? [{ field: 'properties', problem: `is larger than ${String(MAX_PROPERTIES_BYTES)} bytes` }]
    : [];
}
