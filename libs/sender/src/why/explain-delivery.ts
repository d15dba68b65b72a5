import type { AttemptView, DeliverySummary } from '@kanca/dispatch/operator';
import type { Subscription } from '../model/subscription.js';

/** Where a delivery stands, and what it waits for, in one sentence. */
export function explainDelivery(
  delivery: DeliverySummary,
  attempts: readonly AttemptView[],
  subscription: Subscription,
): string {
  const last = attempts.at(-1);
  switch (delivery.state) {
    case 'delivered':
      return `It was delivered at ${timeOf(delivery.finishedAt)}, with attempt ${String(delivery.attemptCount)}${statusOf(last)}.`;
    case 'dead':
      if (delivery.expired)
        return `It expired at ${timeOf(delivery.finishedAt)}, after ${attemptsOf(delivery)}, without having been delivered. Try it again with POST /api/v1/deliveries/${delivery.id}/retry.`;
      return `It was given up after ${attemptsOf(delivery)}: ${errorOf(last)} Try it again with POST /api/v1/deliveries/${delivery.id}/retry.`;
    case 'cancelled':
      return `It was cancelled at ${timeOf(delivery.finishedAt)}${last?.error == null ? '' : `: ${last.error}`}`.replace(
        /([^.])$/,
        '$1.',
      );
    case 'running':
      return subscription.delivery === 'pull'
        ? 'It was fetched, and waits to be committed.'
        : `Attempt ${String(delivery.attemptCount)} of it is under way right now.`;
    case 'held':
      return heldBecause(delivery, subscription) + expiryOf(delivery);
    case 'pending':
      return waitsBecause(delivery, last, subscription) + expiryOf(delivery);
  }
}

function expiryOf({ expiresAt }: DeliverySummary): string {
  return expiresAt === null ? '' : ` If it is not delivered by ${timeOf(expiresAt)}, it expires.`;
}

function heldBecause({ waitsFor, id }: DeliverySummary, subscription: Subscription): string {
  if (waitsFor === 'decision')
    return `It has failed for good and holds up its order key until somebody decides: POST /api/v1/deliveries/${id}/retry or /cancel.`;
  return stateReason(subscription) ?? 'It is held.';
}

function waitsBecause(delivery: DeliverySummary, last: AttemptView | undefined, subscription: Subscription): string {
  if (delivery.waitsFor === 'turn')
    return `It waits for its turn: an earlier delivery with the same value of ${subscription.orderBy ?? 'its order key'} has not ended.`;
  const { circuit, nextProbeAt, learntRate } = subscription.health;
  if (circuit !== 'closed')
    return `The endpoint has failed too often and is left alone${nextProbeAt === null ? '' : ` until ${timeOf(nextProbeAt)}`}: its circuit is ${circuit.replace('_', ' ')}.`;
  if (subscription.delivery === 'pull')
    return 'It waits to be fetched: the subscription fetches its deliveries itself.';
  const when = `The next attempt is due at ${timeOf(delivery.nextAttemptAt)}`;
  const slow = [
    ...(subscription.rateLimit === null ? [] : [`${String(subscription.rateLimit)} a second by its rate limit`]),
    ...(learntRate === null ? [] : [`${String(learntRate)} a second as far as the endpoint could bear`]),
  ];
  const pace = slow.length === 0 ? '' : ` No more than ${slow.join(', and ')} go out.`;
  return last === undefined
    ? `${when}; it was not tried yet.${pace}`
    : `${when}, because attempt ${String(delivery.attemptCount)} failed: ${errorOf(last)}${pace}`;
}

/** Why nothing goes out to a subscription in its present state; null when something does. */
export function stateReason(subscription: Subscription): string | null {
  if (subscription.state === 'paused')
    return `The subscription is paused: its deliveries are held until POST /api/v1/subscriptions/${subscription.id}/resume.`;
  if (subscription.state === 'disabled')
    return `The subscription is disabled: ${subscription.disabledReason ?? 'its endpoint asked for no more'} Its deliveries are held until it is resumed.`;
  if (subscription.verification.isHolding)
    return `The endpoint is not verified, and only verified ones are delivered to: POST /api/v1/subscriptions/${subscription.id}/verify.`;
  return null;
}

function timeOf(time: Date | null): string {
  return time === null ? 'an unknown time' : time.toISOString();
}

function statusOf(attempt: AttemptView | undefined): string {
  return attempt?.status == null ? '' : `, which was answered with ${String(attempt.status)}`;
}

function attemptsOf({ attemptCount }: DeliverySummary): string {
  return `${String(attemptCount)} ${attemptCount === 1 ? 'attempt' : 'attempts'}`;
}

function errorOf(attempt: AttemptView | undefined): string {
  const error = attempt?.error ?? 'nobody knows why.';
  return error.endsWith('.') ? error : `${error}.`;
}
