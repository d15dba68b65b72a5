import { createHash } from 'node:crypto';
import { jsonWithoutSecrets } from '../masking/json-without-secrets.js';
import { MaskingBudget } from '../masking/masking-budget.js';
import { SecretSearch } from '../masking/secret-search.js';
import { credentialHeadersOf, searchOfData } from '../masking/secrets-of-source.js';
import { parseJson } from '../parse/json.js';
import { parseBody } from '../parse/payload.js';
import { readEvents } from './read-events.js';
import type { InboundRequest } from '@kanca/core';
import type { Payload } from '../parse/payload.js';
import type { ReceiverDefinition } from '../receiver-definition.js';
import type { Scheme } from '../verify/scheme.js';
import type { ReceivedEvent } from './read-events.js';
import type { SourceSettings } from './source-settings.js';

/** A genuine request, verified and read from its true bytes. */
export interface Understood {
  readonly receiver: ReceiverDefinition;
  readonly settings: SourceSettings;
  readonly request: InboundRequest;
  /** Without its content encoding. */
  readonly body: Buffer;
  readonly payload: Payload;
  /** Of alternatives, the one that verified the request. */
  readonly scheme: Scheme;
}

/** What is stored of a request. */
export interface StoredForm {
  readonly events: readonly ReceivedEvent[];
  readonly request: InboundRequest;
}

const BYTE_ORDER_MARK_BYTES = 3;
const ALWAYS_CREDENTIALS = ['authorization', 'proxy-authorization', 'cookie'];
/**
 * What is stored of a genuine request: its events as they were read from the true bytes, without the credential at its place; and where the
 * request holds the secret itself, without further copies of it in the texts of the data (ADR 0045).
 */
export function storedForm(understood: Understood): StoredForm {
  const { receiver, settings, request, body, scheme } = understood;
  const { options } = settings;
  const known = scheme.withoutCredentials?.(body, options) ?? body;
  const events = eventsOf(understood, known);
  const search = scheme.sendsSecret?.(options) === true ? searchOfData(receiver, settings) : NO_SECRETS;
  const headers = storedHeaders(receiver, settings, request.headers, search);
  const budget = new MaskingBudget();
  const masked = search.isEmpty ? known : bodyWithoutCopies(understood, known, search, budget);
  const kept = masked === body ? withHeaders(request, headers) : withPlainBody(withHeaders(request, headers), masked);
  const isSame = masked === known && understood.payload.json === 'raw';
  return {
    request: kept,
    events: events.map((event) => {
      const named = search.isEmpty ? event : withoutSecretsInNames(event, search);
      if (event.json === 'raw' || event.json === known) {
        const data = masked === known ? event.data : parseJson(masked);
        return { ...named, data, json: masked === kept.body ? 'raw' : masked };
      }
      return search.isEmpty || isSame ? named : withoutCopies(named, event.json, search, budget);
    }),
  };
}

/** Without content encoding: the bytes are those that it was taken from. */
export function withPlainBody(request: InboundRequest, body: Buffer): InboundRequest {
  const { method, url, query, doubledHeaders } = request;
  const { 'content-encoding': _encoding, ...headers } = request.headers;
  return { method, url, query, headers, doubledHeaders, body };
}

const NO_SECRETS = new SecretSearch([]);

/**
 * Name, id, subject and time are those of the true bytes; the data are those of the body without the credential. Only the hash that stands for an
 * id leaves the credential out, or the same event would be another one once its secret was changed on the way.
 */
function eventsOf({ receiver, settings, request, body, payload }: Understood, known: Buffer): readonly ReceivedEvent[] {
  const { options } = settings;
  const whole = payload.json === 'raw' && body !== request.body ? { ...payload, json: body } : payload;
  if (known === body) return readEvents(receiver, request, whole, options);
  const plain = withPlainBody(request, known);
  const events = readEvents(receiver, request, whole, options, plain);
  const shown = parseBody(receiver.body, request, known);
  const data = readEvents(receiver, plain, shown, options);
  const isPaired = data.length === events.length;
  return events.map((event, index) => {
    const of = isPaired ? data[index] : undefined;
    return { ...event, data: of === undefined ? shown.value : of.data, json: of === undefined ? shown.json : of.json };
  });
}

function storedHeaders(
  receiver: ReceiverDefinition,
  settings: SourceSettings,
  headers: Readonly<Record<string, string>>,
  search: SecretSearch,
): Readonly<Record<string, string>> {
  const credentials = new Set([...ALWAYS_CREDENTIALS, ...credentialHeadersOf(receiver, settings)]);
  const entries = Object.entries(headers)
    .filter(([name]) => !credentials.has(name))
    .map(([name, value]) => [name, search.textWithoutSecrets(value)] as const);
  return Object.fromEntries(entries);
}

function withHeaders(request: InboundRequest, headers: Readonly<Record<string, string>>): InboundRequest {
  const { method, url, query, doubledHeaders, body } = request;
  return { method, url, query, headers, doubledHeaders, body };
}

/**
 * Told by what the body was read as: a log line that begins with a bracket looks like JSON, and a secret in it stands between no quotes.
 * What would take too long to search stays as it is.
 */
function bodyWithoutCopies(
  { payload, body }: Understood,
  known: Buffer,
  search: SecretSearch,
  budget: MaskingBudget,
): Buffer {
  if (isJson(payload, body)) return jsonWithoutSecrets(known, search, budget);
  return budget.takeSearch(known.length) ? (search.withoutSecrets(known) ?? known) : known;
}

/** Whether the body itself is JSON, be it behind a byte order mark. */
function isJson({ json }: Payload, body: Buffer): boolean {
  return json === 'raw' || json.equals(body.subarray(BYTE_ORDER_MARK_BYTES));
}

function withoutCopies(event: ReceivedEvent, json: Buffer, search: SecretSearch, budget: MaskingBudget): ReceivedEvent {
  const without = jsonWithoutSecrets(json, search, budget);
  return without === json ? event : { ...event, data: parseJson(without), json: without };
}

/** What two events are told apart by stays different: it becomes a hash. */
function withoutSecretsInNames(event: ReceivedEvent, search: SecretSearch): ReceivedEvent {
  const { id, dedupKey, type, subject } = event;
  const hashed = (text: string): string =>
    search.textWithoutSecrets(text) === text ? text : `sha256:${createHash('sha256').update(text).digest('hex')}`;
  return {
    ...event,
    id: hashed(id),
    dedupKey: hashed(dedupKey),
    type: search.textWithoutSecrets(type),
    subject: subject === undefined ? undefined : search.textWithoutSecrets(subject),
  };
}
