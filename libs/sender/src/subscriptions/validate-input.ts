import { assertFilters, KancaError, type FieldProblem } from '@kanca/core';
import type { DestinationPolicy } from '@kanca/egress';
import { assertDestination } from '../model/assert-destination.js';
import { DEFAULT_FORMAT } from '../formats/default-format.js';
import { readSecret, type FormatRegistry } from '../formats/format-registry.js';
import type { SubscriptionInput, SubscriptionPatch } from '../model/subscription.js';
import { attempt, settingProblems } from './setting-problems.js';

/**
 * Checks what an owner set, the destination included.
 * @throws KancaError `invalid_request` with every problem, `egress_refused` for an address that may not be called
 */
export function validateInput(
  input: SubscriptionPatch & Pick<Partial<SubscriptionInput>, 'secret' | 'delivery'>,
  destinations: DestinationPolicy,
  formats: FormatRegistry,
): void {
  const problems: FieldProblem[] = [
    ...attempt('filters', () => {
      if (input.filters !== undefined) assertFilters(input.filters);
    }),
    ...attempt('secret', () => input.secret !== undefined && checkSecret(input.format, input.secret, formats)),
    ...settingProblems(input, formats),
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

function refuse(problems: readonly FieldProblem[]): void {
  if (problems.length === 0) return;
  throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field}: ${problem}`).join('; '), {
    problems,
  });
}
