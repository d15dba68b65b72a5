import { type CancelSignal, KancaError, nestsDeeperThan, type WebhookEvent, isObject } from '@kanca/core';
import { assertSendableHeaders } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import type { Format } from '../formats/format.js';
import { isJson } from '../formats/json-data.js';
import { maskHeaders } from '../model/header-masking.js';
import type { QueueKey } from './fair-queue.js';
import { SandboxThread } from './sandbox-thread.js';
import { TransformationError } from './transformation-error.js';

/** What a transformation gets to see must fit into its memory, three times over. */
const MAX_INPUT_CHARACTERS = 1024 * 1024;
const KEYS: readonly string[] = ['data', 'headers', 'cancel'];
/** As deep as what may be published. */
const MAX_DEPTH = 200;

/** What a transformation made of an event. */
export interface Transformed {
  /** With the new data, if there is any; else the event as it was. */
  readonly event: WebhookEvent;
  readonly isChanged: boolean;
  /** Headers that it added, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cancel: boolean;
}

/** What a transformation is run on. */
export interface Transformable {
  readonly event: WebhookEvent;
  /** The extra headers of the subscription. The values of those that name credentials are not shown to the code. */
  readonly headers: Readonly<Record<string, string>>;
  readonly format: Format;
  /** Whose turn it takes. */
  readonly queueKey: QueueKey;
  /** Ends the waiting for a turn. */
  readonly cancellation?: CancelSignal | undefined;
}

/** Runs `function transform({ event, headers }) -> { data?, headers?, cancel? }`, and trusts nothing that comes out of it. */
@Injectable()
export class Transformations {
  constructor(private readonly thread: SandboxThread) {}

  /** @throws TransformationError for every failure, with the line of the code where that is known */
  async apply(code: string, { event, headers, format, queueKey, cancellation }: Transformable): Promise<Transformed> {
    // Whoever may write the code has not thereby been told what opens the endpoint's door.
    const shown = maskHeaders(headers);
    const input = JSON.stringify({ event: shownEvent(event), headers: shown });
    if (input.length > MAX_INPUT_CHARACTERS)
      throw failed(`the event has more than ${String(MAX_INPUT_CHARACTERS)} characters`, null);
    const answer = await this.thread.run({ code, input, queueKey, cancellation });
    if (answer.kind === 'error') throw failed(answer.message, answer.line);
    return read(answer.json, { event, format, shown });
  }
}

function shownEvent(event: WebhookEvent): Record<string, unknown> {
  const { id, type, source, subject, provider, tenant } = event;
  const data = isJson(event) ? event.data : event.dataBytes.toString('utf8');
  return { id, type, source, subject, provider, tenant, time: event.time.toISOString(), data };
}

interface Reading extends Pick<Transformable, 'event' | 'format'> {
  /** The headers as the code has seen them. */
  readonly shown: Readonly<Record<string, string>>;
}

function read(json: string, { event, format, shown }: Reading): Transformed {
  const output: unknown = JSON.parse(json);
  if (!isObject(output)) throw failed('it has to return an object with data, headers or cancel', null);
  const unknown = Object.keys(output).filter((key) => !KEYS.includes(key));
  if (unknown.length > 0)
    throw failed(
      `it returned ${unknown
        .slice(0, 5)
        .map((key) => JSON.stringify(key.slice(0, 40)))
        .join(', ')}: expected data, headers or cancel`,
      null,
    );
  if (nestsDeeperThan(MAX_DEPTH, output))
    throw failed(`it returned a value that is nested deeper than ${String(MAX_DEPTH)} levels`, null);
  const { headers = {}, cancel = false } = output;
  if (typeof cancel !== 'boolean') throw failed('cancel has to be true or false', null);
  const isChanged = Object.hasOwn(output, 'data');
  return {
    event: isChanged ? withData(event, output['data']) : event,
    isChanged,
    headers: readHeaders(headers, format, shown),
    cancel,
  };
}

function readHeaders(
  headers: unknown,
  format: Format,
  shown: Readonly<Record<string, string>>,
): Record<string, string> {
  if (!isObject(headers)) throw failed('headers have to be an object of texts', null);
  // What comes back as it was shown changes nothing: it may be a mask.
  const added = Object.fromEntries(
    Object.entries(headers).filter(([name, value]) => !(Object.hasOwn(shown, name) && shown[name] === value)),
  );
  try {
    assertSendableHeaders(added);
  } catch (error) {
    throw failed(error instanceof KancaError ? error.message : 'its headers cannot be sent', null);
  }
  const named = Object.entries(added).map(([name, value]) => [name.toLowerCase(), value] as const);
  const taken = named.find(([name]) => format.reservedHeaders?.includes(name));
  if (taken !== undefined) throw failed(`the header ${taken[0]} is written by the format ${format.name} itself`, null);
  return Object.fromEntries(named);
}

/** Everything of the event but its data. A copy by hand: an event may compute its data when it is asked. */
function withData(event: WebhookEvent, data: unknown): WebhookEvent {
  const { id, tenant, provider, source, type, subject, time, receivedAt, traceparent, cause, depth } = event;
  const dataBytes = Buffer.from(JSON.stringify(data));
  const datacontenttype = 'application/json';
  const rest = { source, type, subject, time, receivedAt, traceparent, cause, depth };
  return { id, tenant, provider, ...rest, datacontenttype, data, dataBytes };
}

function failed(why: string, line: number | null): TransformationError {
  const where = line === null ? '' : ` (line ${String(line)})`;
  return new TransformationError(`The transformation failed${where}: ${why}.`, line);
}
