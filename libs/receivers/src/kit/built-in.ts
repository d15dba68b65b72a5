/**
 * Parts of the kit that only receivers of this library use. They are not published: a name here may change with any release.
 */
export { anyText } from './parse/any-text.js';
export type { RemoteAnswer, RemoteQuestion } from './documents/remote-documents.js';
export { jsonAnswer } from './documents/test-documents.js';
export { metaApp } from './meta/meta-app.js';
export { metaDataOf, metaListAt, readMetaEntry, type MetaWording } from './meta/meta-entries.js';
export { MAX_FORM_FIELDS, type FormFields } from './parse/form.js';
export { maskJson } from './parse/mask-json.js';
export { readMultipart, type MultipartPart, type UploadedFile } from './parse/multipart.js';
export type { BodyFormat, Payload } from './parse/payload.js';
export { parseXml, xmlChild, xmlTextAt, type XmlElement } from './parse/xml.js';
export { compressedAs, compressedOption } from './pipeline/compressed-option.js';
export type { InspectedEvent } from './pipeline/inspect-request.js';
export { repetitionOption, repetitionsBy } from './pipeline/repetition-option.js';
export { sampleRequest } from './pipeline/sample-request.js';
export type {
  HandshakeView,
  KeyedHandshake,
  OpenHandshake,
  OpenView,
  OptionField,
  OptionProblem,
  UnsignedAttribute,
} from './receiver-definition.js';
export { entraOptions, entraToken, problemsOfEntra } from './verify/entra-token.js';
export { headerOf, isHeaderName } from './verify/header-of.js';
export type { HmacOptions } from './verify/hmac.js';
export type { ClaimCheck, ClaimView } from './verify/jwt.js';
export { inventKey, keyBytes, PLAIN_KEY, problemOfKey, type KeyForm } from './verify/key-form.js';
export type { KeySet } from './verify/key-set.js';
export type { Part, PartView } from './verify/part.js';
export type { Place } from './verify/place.js';
export type { SignatureFormat } from './verify/signature-format.js';
export { STANDARD_TOLERANCE_SECONDS } from './verify/standard-webhooks.js';
export { certifiedForTest } from './verify/test-certificate.js';
export { newCurvePair } from './verify/test-key-pairs.js';
export type { TestProof } from './verify/test-proof.js';
export { staleness, writeTimestamp, type SignedTimestamp, type TimestampUnit } from './verify/timestamp.js';
export { MAX_UNVERIFIED_BYTES, unverifiedForm, unverifiedJson, unverifiedXml } from './verify/unverified-body.js';
