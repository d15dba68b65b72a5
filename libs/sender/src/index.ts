export { judgeAnswer } from './delivery/judge-answer.js';
export type { EndpointHealthView } from './model/endpoint-health-view.js';
export * from './model/signature-kind.js';
export { retryAfterMs } from './delivery/retry-after.js';
export * from './event-types/index.js';
export * from './formats/define-format.js';
export * from './formats/format.js';
export * from './formats/format.module.js';
export * from './formats/format-registry.js';
export * from './formats/format-registry.module.js';
export { standardSignature } from './formats/standard-signature.js';
export { STANDARD_BODY_KEYS, standardBody } from './formats/standard-body.js';
export * from './previews/index.js';
export * from './verification/registration-index.js';
export * from './settings/sender-settings.js';
export * from './sender-tables.js';
export * from './sender.module.js';
export * from './why/index.js';
export {
  DELETED_BODIES,
  NOTIFICATION_METHODS,
  type DeletedBody,
  type DeliveryOptionsInput,
} from './model/delivery-options.js';
export * from './model/subscription.js';
export * from './subscriptions/subscription-states.js';
export * from './subscriptions/subscriptions.js';
export * from './verification/index.js';
export { EndpointHealth } from './health/endpoint-health.js';
export { DEFAULT_HEALTH_POLICY, type HealthPolicy } from './settings/health-policy.js';
export {
  PullSubscriptions,
  type Fetched,
  type FetchedDelivery,
  type FetchOptions,
  type Settled,
} from './pull/pull-subscriptions.js';
export * from './model/endpoint-auth.js';
export * from './secrets/legacy-signatures.js';
export * from './secrets/signing-keys.js';
export * from './subscriptions/subscription-secrets.js';
export * from './previews/transformation-preview.js';
