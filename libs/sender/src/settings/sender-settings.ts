import { DEFAULT_SUBSCRIPTION_RETRY, type RetryPolicy } from '@kanca/core';
import type { EventValidation } from './event-validation.js';
import { DEFAULT_HEALTH_POLICY, type HealthPolicy } from './health-policy.js';

/** What the sender needs to know of the program it runs in. */
export class SenderSettings {
  /** Shown to subscribers in `user-agent: Kanca/<version>`. */
  readonly version: string = '0.1.0';

  /** What becomes of published data that does not fit the schema of its event type, unless the type says so itself. */
  readonly eventValidation: EventValidation = 'warn';
  /** How deliveries are tried again where neither the subscription nor the event type has a policy of its own. */
  readonly retry: RetryPolicy = DEFAULT_SUBSCRIPTION_RETRY;

  /** Where this hub is reached from outside, without a slash at the end: for the addresses that confirm a subscription. */
  readonly publicUrl: string = 'http://localhost:3000';
  /** Whether every subscription must be verified before it is delivered to. */
  readonly requireVerification: boolean = false;
  /** Days after which a verified endpoint is verified again; 0 for never. */
  readonly reverifyDays: number = 7;
  /** How many subscriptions one tenant may have. Every process keeps all of them in memory, about 2 KB each. */
  readonly tenantSubscriptions: number = 10_000;
  /** Whether this process does the work that is due by the clock. */
  readonly scheduler: boolean = true;

  /** When endpoints that fail are left alone, warned of and disabled. */
  readonly health: HealthPolicy = DEFAULT_HEALTH_POLICY;

  constructor(settings: Partial<SenderSettings> = {}) {
    Object.assign(this, settings);
  }
}
