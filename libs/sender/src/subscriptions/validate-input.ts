import { assertRetryPolicy, assertFilters, assertWhere, compilePath, DELIVERY_RATE, KancaError } from '@kanca/core';
import { assertSendableHeaders, type DestinationPolicy } from '@kanca/egress';
import { assertDestination } from '../model/assert-destination.js';
import { DEFAULT_FORMAT, readSecret, type FormatRegistry } from '../formats/format-registry.js';
import { SUBSCRIPTION_LIMITS } from '../model/subscription-limits.js';
import type { SubscriptionInput, SubscriptionPatch } from '../model/subscription.js';

const MAX_PROPERTIES_BYTES = 8 * 1024;

interface Problem {
  readonly field: string;
  readonly problem: string;
}

/**
 * Checks what an owner set, the destination included.
 * @throws KancaError `invalid_request` with every problem, `egress_refused` for an address that may not be called
 */
export function validateInput(
  input: SubscriptionPatch & Pick<Partial<SubscriptionInput>, 'secret' | 'delivery'>,
  destinations: DestinationPolicy,
  formats: FormatRegistry,
): void {
  const problems: Problem[] = [
    ...attempt('format', () => input.format !== undefined && formats.require(input.format)),
    ...attempt('filters', () => {
      if (input.filters !== undefined) assertFilters(input.filters);
    }),
    ...attempt('headers', () => {
      if (input.headers !== undefined) assertSendableHeaders(input.headers);
    }),
    ...attempt('secret', () => input.secret !== undefined && checkSecret(input.format, input.secret, formats)),
    ...attempt('retry', () => {
      if (input.retry !== undefined && input.retry !== null) assertRetryPolicy(input.retry);
    }),
    ...attempt('where', () => typeof input.where === 'object' && input.where !== null && assertWhere(input.where)),
    ...attempt('orderBy', () => typeof input.orderBy === 'string' && compilePath(input.orderBy)),
    ...rateProblems(input.rateLimit),
    ...range('concurrency', input.concurrency, SUBSCRIPTION_LIMITS.concurrency),
    ...range('timeoutMs', input.timeoutMs, SUBSCRIPTION_LIMITS.timeoutMs),
    ...sizeProblems(input.properties ?? {}),
  ];
  if (input.uri === '' && input.delivery !== 'pull')
    problems.push({
      field: 'uri',
      problem: 'is missing: where are notifications to go? (Or fetch them: "delivery": "pull".)',
    });
  if ((input.uri ?? '') !== '' && input.delivery === 'pull')
    problems.push({ field: 'uri', problem: 'has no use for a subscription that fetches its deliveries: leave it out' });
  refuse(problems);
  if (input.uri !== undefined && input.uri !== '') assertDestination('uri', input.uri, destinations);
}

/**
 * Whether it is pushed to or fetches is settled when it is made.
 * @throws KancaError `invalid_request` for a change that would make it the other kind
 */
export function assertSameDelivery(
  isPull: boolean,
  { uri, delivery }: { readonly uri?: string | undefined; readonly delivery?: 'push' | 'pull' | undefined },
): void {
  if (delivery !== undefined && (delivery === 'pull') !== isPull)
    refuse([{ field: 'delivery', problem: `cannot be changed to ${delivery}: make another subscription` }]);
  if (uri !== undefined && uri !== '' && isPull)
    refuse([{ field: 'uri', problem: 'has no use for a subscription that fetches its deliveries' }]);
}

/** A wrong name is a problem of the format, not of the secret. */
function checkSecret(name: string | undefined, secret: string, formats: FormatRegistry): void {
  if (name === undefined || formats.names().includes(name)) readSecret(formats.require(name ?? DEFAULT_FORMAT), secret);
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

function range(
  field: string,
  value: number | undefined,
  { min, max }: { readonly min: number; readonly max: number },
): readonly Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return [];
  return [{ field, problem: `expected a whole number from ${String(min)} to ${String(max)}` }];
}

function rateProblems(rate: number | null | undefined): readonly Problem[] {
  if (rate === undefined || rate === null || (rate >= DELIVERY_RATE.min && rate <= DELIVERY_RATE.max)) return [];
  const { min, max } = DELIVERY_RATE;
  return [{ field: 'rateLimit', problem: `expected ${String(min)} to ${String(max)} deliveries a second` }];
}

function sizeProblems(properties: Readonly<Record<string, unknown>>): readonly Problem[] {
  return Buffer.byteLength(JSON.stringify(properties)) > MAX_PROPERTIES_BYTES
    ? [{ field: 'properties', problem: `is larger than ${String(MAX_PROPERTIES_BYTES)} bytes` }]
    : [];
}
