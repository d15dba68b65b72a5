import { unverifiedJson } from '../kit/built-in.js';
import { SignatureError, valueAt } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { Scheme, SchemeContext, SchemeKeys } from '../kit/index.js';

/** What another scheme takes, if it is also of the subscription that the source names. */
export function ofSubscription(scheme: Scheme): Scheme {
  return new OfSubscription(scheme);
}

class OfSubscription implements Scheme {
  readonly kind = 'strava_of_subscription';
  readonly headers: readonly string[];
  readonly toleranceSeconds = null;

  constructor(readonly scheme: Scheme) {
    this.headers = scheme.headers;
    Object.freeze(this);
  }

  applies(request: InboundRequest, context: SchemeContext): boolean {
    return this.scheme.applies(request, context);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> | undefined {
    const verifying = this.scheme.verify(request, secrets, context);
    const { subscriptionId } = context.options;
    if (typeof subscriptionId === 'number' && subscriptionId > 0 && subscriptionOf(request.body) !== subscriptionId)
      throw new SignatureError('claim_mismatch', 'the event is of another subscription than the option subscriptionId');
    return verifying;
  }

  chosen(request: InboundRequest, context: SchemeContext): Scheme {
    return this.scheme.chosen?.(request, context) ?? this.scheme;
  }

  sign(request: InboundRequest, signingKey: string, context: SchemeContext): InboundRequest {
    return this.scheme.sign(request, signingKey, context);
  }

  problemOfSecret(secret: string): string | null {
    return this.scheme.problemOfSecret(secret);
  }

  newKeys(): SchemeKeys | null {
    return this.scheme.newKeys();
  }
}

function subscriptionOf(body: Buffer): unknown {
  return valueAt(unverifiedJson(body), 'subscription_id');
}
