import { KancaError } from '@kanca/core';
import { inflate, isEncoded } from '../parse/inflate.js';
import { parseBody } from '../parse/payload.js';
import { readEvents } from './read-events.js';
import type { InboundRequest } from '@kanca/core';
import type { RemoteDocuments } from '../documents/remote-documents.js';
import type { Answer, HandshakeView, ReceiverDefinition } from '../receiver-definition.js';
import type { ReceivedEvent } from './read-events.js';
import type { SourceSettings } from './source-settings.js';

/** What a genuine request turned out to be. */
export type Received = { readonly kind: 'handshake'; readonly name: string; readonly answer: Answer } | ReceivedEvents;

export interface ReceivedEvents {
  readonly kind: 'events';
  readonly events: readonly ReceivedEvent[];
  /** The request as it is stored: the very same, or without the secrets that its body held. */
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
  const view = { secrets: settings.secrets, options: settings.options, now, publicUrl };
  for (const handshake of receiver.unsignedHandshakes) {
    const answer = handshake.answer(request, view);
    if (answer !== null) return { kind: 'handshake', name: handshake.name, answer };
  }

  if (settings.secrets.length === 0 && receiver.secret !== null)
    throw new KancaError('source_not_ready', 'This source has no secret yet, so nothing can be verified.', {
      retryAfterSeconds: 300,
    });
  const scheme = { now, publicUrl, documents, options: settings.options };
  const verifying = receiver.verify.verify(request, settings.secrets, scheme);

  const encoding = request.headers['content-encoding'];
  if (verifying === undefined && !isEncoded(encoding)) return understand(receiver, request, request.body, view);
  return understandLater(receiver, request, verifying, context.maxBodyBytes, view);
}

/** @throws KancaError `method_not_allowed` (405) with `Allow` */
export function assertMethod(receiver: ReceiverDefinition, method: string): void {
  if (receiver.methods.includes(method)) return;
  const allowed = receiver.methods.join(', ');
  throw new KancaError('method_not_allowed', `${receiver.title} webhooks come by ${allowed}, not by ${method}.`, {
    headers: { allow: allowed },
  });
}

async function understandLater(
  receiver: ReceiverDefinition,
  request: InboundRequest,
  verifying: Promise<void> | undefined,
  maxBodyBytes: number,
  view: HandshakeView,
): Promise<Received> {
  await verifying;
  const encoding = request.headers['content-encoding'];
  const body = isEncoded(encoding) ? await inflate(request.body, encoding, maxBodyBytes) : request.body;
  return understand(receiver, request, body, view);
}

function understand(
  receiver: ReceiverDefinition,
  request: InboundRequest,
  body: Buffer,
  view: HandshakeView,
): Received {
  const masked = receiver.verify.withoutCredentials?.(body, view.options) ?? body;
  const kept = masked === body ? request : withPlainBody(request, masked);
  const payload = parseBody(receiver.body, request, masked);
  for (const handshake of receiver.signedHandshakes) {
    const answer = handshake.answer(request, payload.value, view);
    if (answer !== null) return { kind: 'handshake', name: handshake.name, answer };
  }
  // Stored once, as the request's own bytes; but inflated bytes are not those.
  const isRaw = payload.json === 'raw' && masked === kept.body;
  const stored = payload.json === 'raw' && !isRaw ? { value: payload.value, json: masked } : payload;
  return { kind: 'events', events: readEvents(receiver, kept, stored, view.options), request: kept };
}

function withPlainBody(request: InboundRequest, body: Buffer): InboundRequest {
  const { method, url, query, doubledHeaders } = request;
  const { 'content-encoding': _encoding, ...headers } = request.headers;
  return { method, url, query, headers, doubledHeaders, body };
}
