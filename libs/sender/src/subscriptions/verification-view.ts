import type { ConsumerState } from '@kanca/dispatch';
import type { SubscriptionEntity } from '../model/subscription.entity.js';
import type { Verification } from '../model/verification.js';

/** The verification of an endpoint, without the members that are for the hub only. */
export function verificationView(
  { verification }: Pick<SubscriptionEntity, 'verification'>,
  state: ConsumerState,
): Verification {
  const isHolding = state === 'unverified';
  if (verification === null) return { state: 'unverified', at: null, method: null, checks: [], isHolding };
  const { state: known, at, method, checks } = verification;
  return { state: known, at: new Date(at), method, checks, isHolding };
}
