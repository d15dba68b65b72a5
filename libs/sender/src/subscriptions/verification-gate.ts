import type { Consumer, ConsumerState } from '@kanca/dispatch';
import { Injectable } from '@nestjs/common';
import { SenderSettings } from '../settings/sender-settings.js';
import type { SubscriptionDraft } from '../model/saved-subscription.js';
import type { SubscriptionEntity } from '../model/subscription.entity.js';

/** Whether a subscription is delivered to, as far as its verification has a say. Every change of a subscription passes here. */
@Injectable()
export class VerificationGate {
  constructor(private readonly settings: SenderSettings) {}

  /**
   * What a change means for the verification: another endpoint, or another secret, is not verified yet. And what the verification means
   * for the deliveries: under the policy they are held until it is.
   * @param before null when it is new
   */
  pass(before: SubscriptionDraft | null, after: SubscriptionDraft): SubscriptionDraft {
    const isSame = before === null || whatIsVerified(before.row) === whatIsVerified(after.row);
    const row = isSame ? after.row : { ...after.row, verification: null, reverifyAt: null };
    return { row, consumer: { ...after.consumer, state: this.stateOf(row, after.consumer) } };
  }

  /** `paused` and `disabled` stay what they are: verification opens nothing that was closed for another reason. */
  stateOf(row: SubscriptionEntity, { state, pull }: Pick<Consumer, 'state' | 'pull'>): ConsumerState {
    if (state !== 'active' && state !== 'unverified') return state;
    // Who fetches its deliveries shows a key for each of them, and has no endpoint.
    const isRequired = !pull && (this.settings.requireVerification || row.requireVerification);
    return isRequired && row.verification?.state !== 'verified' ? 'unverified' : 'active';
  }
}

/** What a verification is good for: it lapses with any change of this. */
export function whatIsVerified({ uri, format, secrets, signatures }: SubscriptionEntity): string {
  return JSON.stringify([uri, format, secrets.map(({ sid }) => sid), signatures]);
}
