export { defineReceiver } from './define-receiver.js';
export { FetchedDocuments } from './documents/fetched-documents.js';
export { NoDocuments, RemoteDocuments, type RemoteAnswer, type RemoteQuestion } from './documents/remote-documents.js';
export { jsonAnswer, TestDocuments, type TestDocumentsOptions } from './documents/test-documents.js';
export { VerificationUnavailable } from './refusals/verification-unavailable.js';
export { INGRESS_PATH, isIncomingPath, readIncomingPath, type IncomingPath } from './ingress/incoming-path.js';
export { DEFAULT_INGRESS_OPTIONS, type IngressOptions } from './ingress/ingress-options.js';
export { Ingress, type IngressParts } from './ingress/ingress.js';
export { originForm } from './parse/request-target.js';
export { contentsOfModules, type ModuleContents } from './module-contents.js';
export { metaApp } from './meta/meta-app.js';
export { metaDataOf, metaListAt, readMetaEntry, type MetaWording } from './meta/meta-entries.js';
export { anyText } from './parse/any-text.js';
export { compressedAs, compressedOption } from './pipeline/compressed-option.js';
export { form, MAX_FORM_FIELDS, parseForm, type FormFields, type FormFormat, type FormOptions } from './parse/form.js';
export { json, MAX_JSON_DEPTH, MAX_JSON_VALUES, parseJson } from './parse/json.js';
export { holdsMoreValuesThan } from './parse/json-size.js';
export { maskJson, type JsonPath } from './parse/mask-json.js';
export {
  MAX_MULTIPART_PARTS,
  multipart,
  readMultipart,
  type MultipartFields,
  type MultipartOptions,
  type MultipartPart,
  type MultipartValue,
  type UploadedFile,
} from './parse/multipart.js';
export { parseBody, type BodyFormat, type Payload } from './parse/payload.js';
export { utcTime } from './parse/utc-time.js';
export { idAt, numberAt, textAt, timeAt, valueAt } from './parse/value-at.js';
export {
  MAX_ALL_XML_ATTRIBUTES,
  MAX_XML_ATTRIBUTES,
  MAX_XML_DEPTH,
  MAX_XML_ELEMENTS,
  parseXml,
  xml,
  xmlChild,
  xmlTextAt,
  type XmlElement,
} from './parse/xml.js';
export { inboundRequest, type RequestDraft } from './pipeline/inbound-request.js';
export {
  inspectRequest,
  type InspectedEvent,
  type InspectedHandshake,
  type Inspection,
} from './pipeline/inspect-request.js';
export { MAX_TYPE_LENGTH, readEvents, UNKNOWN, type ReceivedEvent } from './pipeline/read-events.js';
export { MAX_REPETITION_SECONDS, repetitionOption, repetitionsBy } from './pipeline/repetition-option.js';
export { SAMPLE_MODES, sampleRequest, type SampleMode, type SampleRequestOptions } from './pipeline/sample-request.js';
export {
  MAX_SECRETS,
  problemsOfOptions,
  problemsOfSecrets,
  sourceSettings,
  unknownSettings,
  type SettingProblem,
  type SourceSettings,
} from './pipeline/source-settings.js';
export { testKeyOf, type TestKey } from './pipeline/test-key.js';
export { withFields } from './pipeline/with-fields.js';
export { MAX_EVENTS_PER_REQUEST } from './pipeline/write-events.js';
export type {
  Answer,
  Assurance,
  BooleanOption,
  CompressedAs,
  Freshness,
  Handshake,
  HandshakeView,
  KeyedHandshake,
  ListOption,
  NumberOption,
  OpenHandshake,
  OpenView,
  OptionField,
  OptionProblem,
  ReadEvent,
  ReceiverDefinition,
  ReceiverSpec,
  Repetitions,
  Sample,
  SecretField,
  SecretOption,
  SignedForCallers,
  SignedHandshake,
  TextOption,
  UnsignedAttribute,
  UnsignedHandshake,
} from './receiver-definition.js';
export { ReceiverRegistry } from './receiver-registry.js';
export { receiverTables } from './receiver-tables.js';
export { ReceiverRegistryModule } from './receiver-registry.module.js';
export { ReceiverModule, type CodeSource, type ReceiverModuleClass } from './receiver.module.js';
export { RECEIVERS_OPTIONS, type ReceiversOptions } from './receivers-options.js';
export { ReceiversModule } from './receivers.module.js';
export { KnownNetworks } from './rejections/known-networks.js';
export { RejectionLog, type RejectionFilter, type RejectionPage } from './rejections/rejection-log.js';
export type { Refusal, Rejection } from './rejections/rejection.js';
export { formsOfSecret } from './masking/forms-of-secret.js';
export { ReVerification, type ReVerified, type ReVerifyFilter } from './reverification/re-verification.js';
export { headerOf, isHeaderName } from './verify/header-of.js';
export { shownRequest, type ShownRequest } from './rejections/shown-request.js';
export { SilentRejectionLog } from './rejections/silent-rejection-log.js';
export { FixedSourceDirectory } from './sources/fixed-source-directory.js';
export { HandedOverSecrets, type RevealedSecret } from './sources/handed-over-secrets.js';
export { SourceDirectory } from './sources/source-directory.js';
export { problemOfName } from './sources/source-name.js';
export { secretViewOf, sourceViewOf, type SecretView, type SourceView } from './sources/source-view.js';
export {
  isAwaited,
  uriOf,
  type FixedSourceSpec,
  type Source,
  type SourceOrigin,
  type SourceSpec,
  type SourceState,
} from './sources/source.js';
export { SourceActivity, type ActivityView } from './sources/activity/source-activity.js';
export { Sources, type SourceDraft, type SourcePage, type SourcePatch, type SourceQuery } from './sources/sources.js';
export { TokenBuckets, type BucketSize } from './token-buckets.js';
export { loadUserModules } from './user-modules.js';
export { digest, type DigestOptions } from './verify/digest.js';
export { entraOptions, entraToken, problemsOfEntra } from './verify/entra-token.js';
export { hmac, type HmacOptions } from './verify/hmac.js';
export { jwt, type ClaimCheck, type ClaimView, type JwtOptions } from './verify/jwt.js';
export { inventKey, keyBytes, PLAIN_KEY, problemOfKey, type KeyForm } from './verify/key-form.js';
export { publishedAt, type KeySet } from './verify/key-set.js';
export { keyValueList, type KeyValueList, type KeyValueListOptions } from './verify/key-value-list.js';
export { oneOf } from './verify/one-of.js';
export type { Part, PartView } from './verify/part.js';
export {
  at,
  body,
  concat,
  header,
  method,
  option,
  publicUrl,
  secret,
  signatureField,
  text,
  type ConcatPart,
  type HeaderPart,
  type PlacePart,
  type SignatureFieldPart,
  type TextPart,
} from './verify/parts.js';
export { inForm, inHeader, inJson, inQuery, type Place } from './verify/place.js';
export { publicKey, type PublicKeyOptions } from './verify/public-key.js';
export type { OtherWriting, Scheme, SchemeContext, SchemeKeys, SourceOptions } from './verify/scheme.js';
export { SignatureError, type SignatureReason } from './refusals/signature-error.js';
export { SignatureScheme, type Prover, type SignatureOptions } from './verify/signature-scheme.js';
export {
  singleSignature,
  type PresentedSignatures,
  type SignatureFormat,
  type SingleSignature,
} from './verify/signature-format.js';
export {
  STANDARD_TOLERANCE_SECONDS,
  standardWebhooks,
  versionedList,
  type StandardWebhooksOptions,
  type VersionedList,
} from './verify/standard-webhooks.js';
export { certifiedForTest, type TestCertificate } from './verify/test-certificate.js';
export { newCurvePair, newRsaPair } from './verify/test-key-pairs.js';
export type { TestProof } from './verify/test-proof.js';
export {
  readTimestamp,
  staleness,
  toleranceOf,
  writeTimestamp,
  type SignedTimestamp,
  type TimestampUnit,
} from './verify/timestamp.js';
export { basic, token } from './verify/token.js';
export { toleranceOption } from './verify/tolerance-option.js';
export {
  MAX_UNVERIFIED_BYTES,
  MAX_UNVERIFIED_VALUES,
  tolerant,
  unverifiedForm,
  unverifiedJson,
  unverifiedXml,
} from './verify/unverified-body.js';
export { whenOption } from './verify/when-option.js';
export type { WithNames } from './with-names.js';
