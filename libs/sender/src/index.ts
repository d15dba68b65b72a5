/** For applications: subscriptions, formats, event types and the proof that an endpoint is the subscriber's own. */
export type { EventType, EventTypeInput, JsonSchema } from './event-types/event-type.js';
export { EventTypes } from './event-types/event-types.js';
export { defineFormat } from './formats/define-format.js';
export { FormatModule } from './formats/format.module.js';
export type { Format, FormatInput, OutgoingBody, SigningInput } from './formats/format.js';
export type { NotificationMethod } from './formats/notification-method.js';
export { STANDARD_BODY_KEYS, standardBody } from './formats/standard-body.js';
export { STANDARD_HEADERS, standardSignature } from './formats/standard-signature.js';
export type { EndpointAuth, MtlsAuth, OAuth2Auth } from './model/endpoint-auth.js';
export type { SignatureKind } from './model/signature-kind.js';
export type { GivenSettings, ShownSettings } from './model/subscription-settings.js';
export type {
  Subscription,
  SubscriptionInput,
  SubscriptionPatch,
  SubscriptionWithSecret,
} from './model/subscription.js';
export type { Verification, VerificationMethod } from './model/verification.js';
export { PullSubscriptions, type Fetched, type FetchedDelivery, type Settled } from './pull/pull-subscriptions.js';
export { senderTables } from './sender-tables.js';
export { SenderModule, type SenderOptions } from './sender.module.js';
export type { HealthPolicy } from './settings/health-policy.js';
export { KeyedSubscriptions, type KeyedInput, type PutSubscription } from './subscriptions/keyed-subscriptions.js';
export { SubscriptionFinder, type SubscriptionQuery } from './subscriptions/subscription-finder.js';
export { SubscriptionHook, type ChangedSubscription, type NewSubscription } from './subscriptions/subscription-hook.js';
export { SubscriptionHookModule } from './subscriptions/subscription-hooks.module.js';
export { SubscriptionSecrets, type SecretView } from './subscriptions/subscription-secrets.js';
export { SubscriptionStates } from './subscriptions/subscription-states.js';
export { Subscriptions } from './subscriptions/subscriptions.js';
export { EndpointVerification, type EndpointTestResult } from './verification/endpoint-verification.js';
