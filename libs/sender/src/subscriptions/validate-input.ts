import { assertRetryPolicy, compileFilters, KancaError } from '@kanca/core';
import { assertSendableHeaders, type DestinationPolicy } from '@kanca/egress';
import { parseSecret } from '@kanca/signing';
import { STANDARD_BODY_KEYS } from '../formats/standard-body.js';
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
    ...propertyProblems(input.properties ?? {}),
  ];
  if (problems.length > 0)
    throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field}: ${problem}`).join('; '), {
      problems,
    });
  if (input.uri !== undefined) destinations.assertAllowedDestination(input.uri);
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

function propertyProblems(properties: Readonly<Record<string, unknown>>): readonly Problem[] {
  const reserved: readonly string[] = STANDARD_BODY_KEYS;
  const taken = Object.keys(properties).filter((name) => reserved.includes(name));
  return [
    ...taken.map((name) => ({
      field: `properties.${name}`,
      problem: 'is a part of every notification: choose another name',
    })),
    ...(Buffer.byteLength(JSON.stringify(properties)) > MAX_PROPERTIES_BYTES
      ? [{ field: 'properties', problem: `is larger than ${String(MAX_PROPERTIES_BYTES)} bytes` }]
      : []),
  ];
}
