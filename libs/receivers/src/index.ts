/**
 * For applications: the ingress, the sources, the rejections and the catalogue of receivers. A provider is a path of its own,
 * `@kanca/receivers/github`. Authors of receivers import `@kanca/receivers/kit`.
 */
export type { CatalogueEntry } from './catalogue-entry.js';
export { catalogue } from './catalogue.gen.js';
export { FetchedDocuments } from './kit/documents/fetched-documents.js';
export type { RemoteAnswer, RemoteQuestion } from './kit/documents/remote-documents.js';
export { INGRESS_PATH } from './kit/ingress/incoming-path.js';
export type { IngressOptions } from './kit/ingress/ingress-options.js';
export { Ingress } from './kit/ingress/ingress.js';
export { formsOfSecret } from './kit/masking/forms-of-secret.js';
export { contentsOfModules, type ModuleContents } from './kit/module-contents.js';
export { holdsMoreValuesThan } from './kit/parse/json-size.js';
export { originForm } from './kit/parse/request-target.js';
export type { InspectedEvent } from './kit/pipeline/inspect-request.js';
export { SAMPLE_MODES, sampleRequest, type SampleMode } from './kit/pipeline/sample-request.js';
export {
  problemsOfOptions,
  problemsOfSecrets,
  unknownSettings,
  type SourceSettings,
} from './kit/pipeline/source-settings.js';
export { testKeyOf, type TestKey } from './kit/pipeline/test-key.js';
export type { ReceiverDefinition } from './kit/receiver-definition.js';
export { ReceiverRegistryModule } from './kit/receiver-registry.module.js';
export { ReceiverRegistry } from './kit/receiver-registry.js';
export { receiverTables } from './kit/receiver-tables.js';
export type { ReceiverModuleClass } from './kit/receiver.module.js';
export type { ReceiversOptions } from './kit/receivers-options.js';
export { ReceiversModule } from './kit/receivers.module.js';
export { KnownNetworks } from './kit/rejections/known-networks.js';
export { RejectionLog, type RejectionFilter, type RejectionPage } from './kit/rejections/rejection-log.js';
export type { Refusal, Rejection } from './kit/rejections/rejection.js';
export { shownRequest, type ShownRequest } from './kit/rejections/shown-request.js';
export { SilentRejectionLog } from './kit/rejections/silent-rejection-log.js';
export { ReVerification, type ReVerified, type ReVerifyFilter } from './kit/reverification/re-verification.js';
export { SourceActivity, type ActivityView } from './kit/sources/activity/source-activity.js';
export { FixedSourceDirectory } from './kit/sources/fixed-source-directory.js';
export { HandedOverSecrets, type RevealedSecret } from './kit/sources/handed-over-secrets.js';
export { SourceDirectory } from './kit/sources/source-directory.js';
export { problemOfName } from './kit/sources/source-name.js';
export type { SourceView } from './kit/sources/source-view.js';
export type { FixedSourceSpec, Source, SourceSpec, SourceState } from './kit/sources/source.js';
export {
  Sources,
  type SourceDraft,
  type SourcePage,
  type SourcePatch,
  type SourceQuery,
} from './kit/sources/sources.js';
export { loadUserModules } from './kit/user-modules.js';
