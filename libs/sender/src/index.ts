export { judgeAnswer } from './delivery/judge-answer.js';
export type { EndpointHealthView } from './model/endpoint-health-view.js';
export {
  LEGACY_STYLES,
  SIGNATURES,
  type LegacySignature,
  type LegacyStyle,
  type SignatureKind,
} from './model/signature-kind.js';
export { retryAfterMs } from './delivery/retry-after.js';
export {
  CatalogueSamples,
  EVENT_VALIDATIONS,
  eventTypeProblems,
  EventTypes,
  EVERY_TENANT,
  PublishedData,
  SchemaCompiler,
  type BreakingChange,
  type DataRemark,
  type DataToCheck,
  type EventType,
  type EventTypeInput,
  type EventValidation,
  type JsonSchema,
  type PutEventType,
  type PutOptions,
} from './event-types/index.js';
export { defineFormat } from './formats/define-format.js';
export type { FormatDescription } from './formats/format-description.js';
export type { ForgedCheckName, Format, FormatInput, OutgoingBody, SigningInput } from './formats/format.js';
export { FormatModule } from './formats/format.module.js';
export type { NotificationMethod } from './formats/notification-method.js';
export { BUILT_IN_FORMATS, DEFAULT_FORMAT, FormatRegistry, readSecret } from './formats/format-registry.js';
export { FormatRegistryModule } from './formats/format-registry.module.js';
export { STANDARD_HEADERS, standardSignature } from './formats/standard-signature.js';
export { STANDARD_BODY_KEYS, standardBody } from './formats/standard-body.js';
export {
  DryResend,
  RetryPreview,
  type DryAnswer,
  type PlannedAttempt,
  type RetryAnswer,
  type RetryQuestion,
} from './previews/index.js';
export {
  EchoCheck,
  KeyedSubscriptions,
  SubscriptionFinder,
  SubscriptionHook,
  SubscriptionHookModule,
  SubscriptionHooks,
  SubscriptionHooksModule,
  type ChangedSubscription,
  type KeyedInput,
  type NewSubscription,
  type PutSubscription,
  type SubscriptionQuery,
} from './verification/registration-index.js';
export { AspnetFilters, type AspnetFilter } from './aspnet/aspnet-filters.js';
export type { AspnetRegistration } from './aspnet/aspnet-registration.js';
export { AspnetRegistrations } from './aspnet/aspnet-registrations.js';
export { KnownProviders } from './aspnet/known-providers.js';
export { BlockedCallRecord, type BlockedCalls } from './blocked-calls/blocked-call-record.js';
export type { DeliveryStream, StreamedDelivery } from './pull/delivery-stream.js';
export { DeliveryStreams } from './pull/delivery-streams.js';
export { SenderSettings } from './settings/sender-settings.js';
export { senderTables } from './sender-tables.js';
export { SenderModule, type SenderOptions } from './sender.module.js';
export {
  DeliveryExplainer,
  type ConditionVerdict,
  type HypotheticalEvent,
  type WhyAnswer,
  type WhyCheck,
} from './why/index.js';
export {
  DELETED_BODIES,
  NOTIFICATION_METHODS,
  type DeletedBody,
  type DeliveryOptionsInput,
} from './model/delivery-options.js';
export { SUBSCRIPTION_LIMITS } from './model/subscription-limits.js';
export type {
  Subscription,
  SubscriptionInput,
  SubscriptionPatch,
  SubscriptionWithSecret,
} from './model/subscription.js';
export { SubscriptionStates } from './subscriptions/subscription-states.js';
export { Subscriptions } from './subscriptions/subscriptions.js';
export {
  CHECK_NAMES,
  echoChallenge,
  EndpointVerification,
  plausibleSample,
  SampleEvents,
  ScheduledVerification,
  TestCall,
  VERIFICATION_METHODS,
  wantsNoEcho,
  type Answered,
  type Check,
  type CheckName,
  type EndpointTestResult,
  type SampleEvent,
  type TestNotification,
  type Verification,
  type VerificationMethod,
  type VerifyRequest,
} from './verification/index.js';
export { EndpointHealth } from './health/endpoint-health.js';
export { DEFAULT_HEALTH_POLICY, type HealthPolicy } from './settings/health-policy.js';
export {
  PullSubscriptions,
  type Fetched,
  type FetchedDelivery,
  type FetchOptions,
  type Settled,
} from './pull/pull-subscriptions.js';
export { shownAuth, type EndpointAuth, type MtlsAuth, type OAuth2Auth } from './model/endpoint-auth.js';
export { legacyHeader, legacySignatures } from './secrets/legacy-signatures.js';
export { SigningKeys, type PublicJwk, type PublicKeyView, type SigningKey } from './secrets/signing-keys.js';
export { SubscriptionSecrets, type SecretView } from './subscriptions/subscription-secrets.js';
export { TransformationPreview, type Preview } from './previews/transformation-preview.js';
