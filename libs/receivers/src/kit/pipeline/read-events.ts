import { createHash } from 'node:crypto';
import { KancaError } from '@kanca/core';
import { writeEvents } from './write-events.js';
import type { InboundRequest } from '@kanca/core';
import type { Payload } from '../parse/payload.js';
import type { ReadEvent, ReceiverDefinition, Repetitions } from '../receiver-definition.js';
import type { SourceOptions } from '../verify/scheme.js';

/** One event of a request, checked and ready to be stored. */
export interface ReceivedEvent {
  /** The provider's own, or a hash of the bytes. */
  readonly id: string;
  /** Tells a repetition within its source. */
  readonly dedupKey: string;
  /** For how long the key means the same event, in milliseconds; undefined where it is the provider's own id, 0 where it never does. */
  readonly repeatsWithinMs: number | undefined;
  /** With the provider before it: `github.issues.opened`. */
  readonly type: string;
  /** Why it is an event `unknown`, in one sentence for the operator. */
  readonly remark?: string;
  readonly subject: string | undefined;
  readonly time: Date | undefined;
  readonly data: unknown;
  /** `data` as JSON; `'raw'` when that is the body itself. */
  readonly json: Buffer | 'raw';
}

export const MAX_TYPE_LENGTH = 256;
const MAX_ID_LENGTH = 256;
const MAX_SUBJECT_LENGTH = 512;
const LAST_TIME = Date.UTC(9999, 11, 31);
const CONTROL_CHARACTER = /\p{Cc}/u;

/**
 * The events of a request by the receiver's own reading, made safe to store.
 * @param identified the request whose bytes stand for an event that has no id
 * @throws KancaError `malformed_body` (400) when the receiver cannot make sense of a genuine request
 */
export function readEvents(
  receiver: ReceiverDefinition,
  request: InboundRequest,
  payload: Payload,
  options: SourceOptions = {},
  identified: InboundRequest = request,
): readonly ReceivedEvent[] {
  const isTypeUnsigned = receiver.unsignedOf(options).includes('type');
  const keys = new Set<string>();
  const bodyHash = new BodyHash(identified);
  const events = writeEvents(read(receiver, request, payload.value, options), payload, request.body);
  return events.map(({ event, json, remark }, index) => {
    const named = { ...typeOf(receiver, event.type), ...(remark === undefined ? {} : { remark }) };
    const isNamed = event.id !== undefined && event.id !== '';
    const id = isNamed ? keyOf(event.id) : bodyHash.at(index);
    let dedupKey = event.scope === undefined ? id : keyOf(`${event.scope} ${id}`);
    // Two events of one request are two events, also with the same id.
    if (keys.has(dedupKey)) dedupKey = `${dedupKey}#${String(index)}`;
    keys.add(dedupKey);
    const isOfBytes = event.knownBy === 'bytes';
    return {
      id: event.scope === undefined ? dedupKey : id,
      // The same bytes under another name are another event: a sender may write the name into the URL or a header.
      // Where nobody signs the name, a captured request that comes first under a false name must not keep the genuine one out.
      dedupKey: isOfBytes
        ? keyOfBytes(bodyHash.at(index), event)
        : isNamed && !isTypeUnsigned
          ? dedupKey
          : keyOf(`${dedupKey} ${named.type}`),
      repeatsWithinMs: windowOf(
        event.repetitions ?? (isNamed || isOfBytes ? undefined : receiver.repetitionsOf(options)),
      ),
      ...named,
      subject: subjectOf(event.subject),
      time: timeOf(event.time),
      data: event.data === undefined ? payload.value : event.data,
      json,
    };
  });
}

/** The events one by one: a receiver may make each of them only when it is asked for. */
function* read(
  receiver: ReceiverDefinition,
  request: InboundRequest,
  value: unknown,
  options: SourceOptions,
): Generator<ReadEvent> {
  try {
    const events = receiver.read(request, value, options);
    if (Symbol.iterator in events) yield* events;
    else yield events;
  } catch (cause) {
    throw new KancaError(
      'malformed_body',
      `The request is genuine, but it is not one that ${receiver.title} is known to send.`,
      {
        cause,
      },
    );
  }
}

/** The name of an event that its provider does not name, or not in a way that can be stored: it was proven genuine and is kept. */
export const UNKNOWN = 'unknown';

function typeOf(receiver: ReceiverDefinition, name: string | undefined): Pick<ReceivedEvent, 'type' | 'remark'> {
  const unknown = `${receiver.name}.${UNKNOWN}`;
  if (name === undefined || name === '')
    return { type: unknown, remark: `It names no event that ${receiver.title} is known to send.` };
  const type = `${receiver.name}.${name}`;
  if (type.length <= MAX_TYPE_LENGTH && !CONTROL_CHARACTER.test(name)) return { type };
  return {
    type: unknown,
    remark: `Its event name is longer than ${String(MAX_TYPE_LENGTH)} characters or holds control characters.`,
  };
}

/** What tells the events of a request that have no id: its body, or its target where it has none. Hashed once for all of them. */
class BodyHash {
  private hash: string | undefined;

  constructor(private readonly request: InboundRequest) {}

  at(index: number): string {
    const { method, url, body } = this.request;
    this.hash ??= hashOf(body.length > 0 ? body : Buffer.from(`${method} ${url}`));
    return index === 0 ? this.hash : `${this.hash}#${String(index)}`;
  }
}

function windowOf(repetitions: Repetitions | undefined): number | undefined {
  return repetitions === 'never' ? 0 : repetitions && repetitions.withinSeconds * 1_000;
}

/** One place for the genuine name, and one for all names that the content does not fit. */
function keyOfBytes(hash: string, { isMisnamed = false }: ReadEvent): string {
  return isMisnamed ? `${hash} misnamed` : hash;
}

function keyOf(id: string): string {
  return id.length > MAX_ID_LENGTH || CONTROL_CHARACTER.test(id) ? hashOf(Buffer.from(id)) : id;
}

function hashOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function subjectOf(subject: string | undefined): string | undefined {
  if (subject === undefined || subject === '' || CONTROL_CHARACTER.test(subject)) return undefined;
  return subject.slice(0, MAX_SUBJECT_LENGTH);
}

/** A time that a calendar and a database can hold, else none: a strange time is no reason to lose an event. */
function timeOf(time: Date | undefined): Date | undefined {
  const at = time?.getTime() ?? Number.NaN;
  return at >= 0 && at <= LAST_TIME ? time : undefined;
}
