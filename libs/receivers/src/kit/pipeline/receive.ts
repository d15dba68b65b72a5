import { isUtf8 } from 'node:buffer';
import { KancaError } from '@kanca/core';
import { inflate, isEncoded } from '../parse/inflate.js';
import { parseBody } from '../parse/payload.js';
import { MAX_UNVERIFIED_BYTES } from '../verify/unverified-body.js';
import { storedForm, withPlainBody } from './stored-form.js';
import type { InboundRequest } from '@kanca/core';
import type { RemoteDocuments } from '../documents/remote-documents.js';
import type { Answer, HandshakeView, ReceiverDefinition } from '../receiver-definition.js';
import type { Payload } from '../parse/payload.js';
import type { SchemeContext } from '../verify/scheme.js';
import type { ReceivedEvent } from './read-events.js';
import type { SourceSettings } from './source-settings.js';

/** What a genuine request turned out to be. */
export type Received = { readonly kind: 'handshake'; readonly name: string; readonly answer: Answer } | ReceivedEvents;

export interface ReceivedEvents {
  readonly kind: 'events';
  readonly events: readonly ReceivedEvent[];
  /** The request as it is stored: without the headers that hold a credential, and without the secrets that its body held. */
  readonly request: InboundRequest;
}

export interface ReceiveContext {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  readonly publicUrl: string;
  readonly documents: RemoteDocuments;
  /** What an encoded body may grow to. */
  readonly maxBodyBytes: number;
}

/** What is needed to verify and to read a request whose body is encoded. */
interface Reading {
  readonly view: HandshakeView;
  readonly scheme: SchemeContext;
  readonly read: (kept: InboundRequest, body: Buffer) => Received;
}

/** What is needed to read a request that was verified. */
interface Understanding {
  readonly view: HandshakeView;
  readonly scheme: SchemeContext;
  readonly settings: SourceSettings;
}

const NO_PAYLOAD: Payload = Object.freeze({ value: null, json: Buffer.from('null') });

/** All but tab, line feed and carriage return. */
const CONTROL_CHARACTER = /[^\P{Cc}\t\n\r]/u;

/**
 * Handshake, verify, parse, read: the steps that every request goes through in this order, be it live, captured or a test.
 * A promise only where something has to be waited for, since nearly every request needs nothing of the kind.
 * @throws SignatureError, or a KancaError with the status that the caller deserves
 */
export function receive(
  receiver: ReceiverDefinition,
  settings: SourceSettings,
  request: InboundRequest,
  context: ReceiveContext,
): Received | Promise<Received> {
  const { now, publicUrl, documents } = context;
  const { secrets, options } = settings;
  const open = { hasSecret: secrets.length > 0, options, now, publicUrl };
  const view = { ...open, secrets };
  const scheme = { now, publicUrl, documents, options };
  const read = (kept: InboundRequest, body: Buffer): Received =>
    understand(receiver, kept, body, { view, scheme, settings });
  for (const handshake of receiver.unsignedHandshakes) {
    const answer = handshake.secrets === undefined ? handshake.answer(request, open) : handshake.answer(request, view);
    if (answer !== null) return { kind: 'handshake', name: handshake.name, answer };
  }

  if (secrets.length === 0 && receiver.secret !== null)
    throw new KancaError('source_not_ready', whyNoSecret(settings), { retryAfterSeconds: 300 });
  if (isEncoded(request.headers['content-encoding']))
    return receiveEncoded(receiver, request, { view, scheme, read }, context.maxBodyBytes);
  const verifying = receiver.verify.verify(request, secrets, scheme);
  if (verifying === undefined) return read(request, request.body);
  return verifying.then(() => read(request, request.body));
}

function whyNoSecret({ missingKeys = [] }: SourceSettings): string {
  return missingKeys.length === 0
    ? 'This source has no secret yet, so nothing can be verified.'
    : `The secret of this source cannot be opened, so nothing can be verified: the encryption key ${missingKeys.join(', ')} is missing here.`;
}

/** @throws KancaError `method_not_allowed` (405) with `Allow` */
export function assertMethod(receiver: ReceiverDefinition, method: string): void {
  if (receiver.methods.includes(method)) return;
  const allowed = receiver.methods.join(', ');
  throw new KancaError('method_not_allowed', `${receiver.title} webhooks come by ${allowed}, not by ${method}.`, {
    headers: { allow: allowed },
  });
}

/**
 * What is read has to be what was signed, and nobody signs the header that says how a body is compressed. So a body is inflated only
 * where the sender is known to compress, and then either before it is verified, or when it cannot be read in any other way.
 */
async function receiveEncoded(
  receiver: ReceiverDefinition,
  request: InboundRequest,
  { view, scheme, read }: Reading,
  maxBodyBytes: number,
): Promise<Received> {
  const encoding = request.headers['content-encoding'] ?? '';
  const compressedAs = receiver.inflates?.(view.options) ?? null;
  if (compressedAs === 'signed-inflated') {
    const plain = withPlainBody(
      request,
      await inflate(request.body, encoding, Math.min(maxBodyBytes, MAX_UNVERIFIED_BYTES)),
    );
    await receiver.verify.verify(plain, view.secrets, scheme);
    return read(plain, plain.body);
  }
  await receiver.verify.verify(request, view.secrets, scheme);
  if (compressedAs === null) throw notInflated(receiver, encoding);
  if (isPlainText(request.body))
    throw new KancaError(
      'unsupported_media_type',
      `The body is a text and not ${quoted(encoding)}, as its content-encoding says: that header is not signed.`,
    );
  return read(request, await inflate(request.body, encoding, maxBodyBytes));
}

function notInflated(receiver: ReceiverDefinition, encoding: string): KancaError {
  const remedy =
    receiver.inflates === undefined
      ? `${receiver.title} is not known to compress: send the body without content-encoding.`
      : 'An option of the source says that its sender compresses, and which bytes it signs.';
  return new KancaError(
    'unsupported_media_type',
    `The body has the content encoding ${quoted(encoding)}, which this source does not take. ${remedy}`,
  );
}

/** Letters, digits and line breaks: what a compressed body of more than a few bytes never is, and what every other body is. */
function isPlainText(body: Buffer): boolean {
  return isUtf8(body) && !CONTROL_CHARACTER.test(body.toString('utf8'));
}

function quoted(encoding: string): string {
  return JSON.stringify(encoding.slice(0, 40));
}

function understand(
  receiver: ReceiverDefinition,
  request: InboundRequest,
  body: Buffer,
  { view, scheme, settings }: Understanding,
): Received {
  const isEmpty = body.length === 0 && receiver.isBodyOptional === true;
  const payload = isEmpty ? NO_PAYLOAD : parseBody(receiver.body, request, body);
  for (const handshake of receiver.signedHandshakes) {
    const answer = handshake.answer(request, payload.value, view);
    if (answer !== null) return { kind: 'handshake', name: handshake.name, answer };
  }
  const chosen = receiver.verify.chosen?.(request, scheme) ?? receiver.verify;
  return { kind: 'events', ...storedForm({ receiver, settings, request, body, payload, scheme: chosen }) };
}
