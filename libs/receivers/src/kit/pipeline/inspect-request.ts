import { KancaError } from '@kanca/core';
import { NoDocuments, type RemoteDocuments } from '../documents/remote-documents.js';
import { SignatureError } from '../refusals/signature-error.js';
import { diagnosisOf } from '../diagnosis/diagnosis.js';
import { assertMethod, receive } from './receive.js';
import type { ErrorCode, InboundRequest } from '@kanca/core';
import type { Assurance, ReceiverDefinition, UnsignedAttribute } from '../receiver-definition.js';
import type { Received } from './receive.js';
import type { SignatureReason } from '../refusals/signature-error.js';
import type { SourceSettings } from './source-settings.js';

/** What a captured request is, and what it becomes or why not. */
export interface Inspection {
  readonly ok: boolean;
  /** Whether the provider sent it, also when nothing can be made of it. */
  readonly isGenuine: boolean;
  readonly assurance: Assurance;
  /** What of the events a stranger could have changed, though the request is genuine. */
  readonly unsigned: readonly UnsignedAttribute[];
  readonly events: readonly InspectedEvent[];
  readonly handshake: InspectedHandshake | null;
  /** The error code that the caller would have got; null when `ok`. */
  readonly code: ErrorCode | null;
  readonly reason: SignatureReason | null;
  /** Why not, in one sentence for the operator; null when `ok`. */
  readonly diagnosis: string | null;
}

/** One event as it was read from a request that was tried, and nothing was stored. */
export interface InspectedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string | null;
  /** RFC 3339; null when the provider does not say. */
  readonly time: string | null;
  readonly data: unknown;
  /** Told only of an event whose name could not be read. */
  readonly remark?: string;
}

export interface InspectedHandshake {
  readonly status: number;
  readonly contentType: string | null;
  /** Those beside the content type, lower-case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const MAX_BODY_BYTES = 26_214_400;
/** What only a request that was verified can be refused for. */
const AFTER_VERIFICATION: ReadonlySet<ErrorCode> = new Set([
  'malformed_body',
  'unsupported_media_type',
  'body_too_large',
]);

/**
 * Whether a request is genuine and what it becomes, by the very steps of the ingress, and with no effect at all.
 * @param now milliseconds since the Unix epoch: when it is to have arrived
 * @example await inspectRequest(github, { secrets: ['s'], options: {} }, inboundRequest(captured), Date.now())
 */
export async function inspectRequest(
  receiver: ReceiverDefinition,
  settings: SourceSettings & { readonly publicUrl?: string; readonly documents?: RemoteDocuments },
  request: InboundRequest,
  now: number,
): Promise<Inspection> {
  try {
    assertMethod(receiver, request.method);
    const { publicUrl = 'http://localhost:3000', documents = new NoDocuments() } = settings;
    const context = { now, publicUrl, documents, maxBodyBytes: MAX_BODY_BYTES };
    const inspection = accepted(receiver, await receive(receiver, settings, request, context));
    return {
      ...inspection,
      assurance: receiver.assuranceOf?.(settings.options) ?? receiver.assurance,
      unsigned: receiver.unsignedOf(settings.options),
    };
  } catch (error) {
    if (error instanceof KancaError) return refused(receiver, error);
    throw error;
  }
}

function accepted({ assurance }: ReceiverDefinition, received: Received): Inspection {
  const genuine = { ok: true, isGenuine: true, assurance, unsigned: [], code: null, reason: null, diagnosis: null };
  if (received.kind === 'handshake') {
    const { status, contentType, headers = {}, body } = received.answer;
    return {
      ...genuine,
      events: [],
      handshake: { status, contentType: contentType ?? null, headers, body: String(body ?? '') },
    };
  }
  const events = received.events.map(({ id, type, subject, time, data, remark }) => ({
    id,
    type,
    subject: subject ?? null,
    time: time?.toISOString() ?? null,
    data,
    ...(remark === undefined ? {} : { remark }),
  }));
  return { ...genuine, events, handshake: null };
}

function refused({ assurance }: ReceiverDefinition, error: KancaError): Inspection {
  return {
    ok: false,
    isGenuine: AFTER_VERIFICATION.has(error.code),
    assurance,
    unsigned: [],
    events: [],
    handshake: null,
    code: error.code,
    reason: error instanceof SignatureError ? error.reason : null,
    diagnosis: diagnosisOf(error),
  };
}
