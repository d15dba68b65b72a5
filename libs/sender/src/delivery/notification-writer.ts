import type { KeyObject } from 'node:crypto';
import { childSpan, Clock, Randomness, type CancelSignal, type WebhookEvent, thenOrNow } from '@kanca/core';
import type { OriginalBody } from '@kanca/dispatch/operator';
import type { ClientTls, EgressMethod } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { Authenticator, type Credentials } from '../authentication/authenticator.js';
import type { Format, FormatInput, OutgoingBody } from '../formats/format.js';
import { legacySignatures } from '../secrets/legacy-signatures.js';
import { SenderSettings } from '../settings/sender-settings.js';
import { namesCredential } from '../model/header-masking.js';
import { TransformationCancelled } from '../transformations/transformation-error.js';
import { Transformations } from '../transformations/transformations.js';
import type { Endpoint } from './endpoint-directory.js';

/** One signed request to a subscriber, ready to be sent. */
export interface Notification {
  readonly url: string;
  readonly method: EgressMethod;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly timestampSeconds: number;
  /** The names of those headers that prove where the bytes come from. */
  readonly proof: readonly string[];
  /** The names of those headers that hold a secret: their values are never recorded. */
  readonly confidential: readonly string[];
  /** The client certificate and authorities for this endpoint. */
  readonly tls?: ClientTls;
}

export interface NotificationInput {
  readonly event: WebhookEvent;
  readonly endpoint: Endpoint;
  /** 1 for the first. */
  readonly attempt: number;
  /** What signs: the endpoint's active keys, unless a test wants others. */
  readonly keys: readonly Buffer[];
  readonly privateKeys: readonly KeyObject[];
  readonly original: () => Promise<OriginalBody>;
  /** Now, unless a test wants another time. */
  readonly timestampSeconds?: number;
  /** Ends the waiting for what rewrites it. */
  readonly cancellation?: CancelSignal;
}

/** What it takes beside the body. */
export type WrapInput = Pick<NotificationInput, 'endpoint' | 'keys' | 'privateKeys' | 'timestampSeconds'>;

/**
 * Writes what a subscriber is sent. Deliveries, tests and verification all come from here, so that what was tried is what will be sent.
 */
@Injectable()
export class NotificationWriter {
  private readonly userAgent: string;

  constructor(
    settings: SenderSettings,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly authenticator: Authenticator,
    private readonly transformations: Transformations,
  ) {
    this.userAgent = `Kanca/${settings.version}`;
  }

  /**
   * At once, unless something has to be waited for.
   * @throws TransformationCancelled when the subscription's code wants nothing to be sent
   * @throws Error whose message is a sentence for the operator, when it cannot be written
   */
  write(input: NotificationInput): Notification | Promise<Notification> {
    return thenOrNow(this.bodyOf(input), (written) => this.wrap(input, written));
  }

  /** The body alone. @throws as `write` does */
  bodyOf(input: NotificationInput): WrittenBody | Promise<WrittenBody> {
    const { endpoint, event, attempt, original } = input;
    const { format, properties } = endpoint;
    const { deletedBody } = endpoint.settings;
    if (endpoint.transformation === null)
      return thenOrNow(written(format, { event, attempt, properties, original, deletedBody }), (body) => ({
        event,
        added: NO_HEADERS,
        body,
      }));
    return this.transformed(input, endpoint.transformation).then(
      ({ event: rewritten, original: data, headers: added }) =>
        thenOrNow(written(format, { event: rewritten, attempt, properties, original: data, deletedBody }), (body) => ({
          event: rewritten,
          added,
          body,
        })),
    );
  }

  /** What is around the body. @throws Error when the endpoint's credentials cannot be had */
  wrap(input: WrapInput, written: WrittenBody): Notification | Promise<Notification> {
    const { auth, caller } = input.endpoint;
    if (auth === null) return this.signed(input, written, NO_CREDENTIALS);
    return this.authenticator.credentials(auth, caller).then((credentials) => this.signed(input, written, credentials));
  }

  private signed(
    { endpoint, keys, privateKeys, timestampSeconds = Math.floor(this.clock.now() / 1_000) }: WrapInput,
    { event, added, body }: WrittenBody,
    { headers: ofAuth, tls }: Credentials,
  ): Notification {
    const { format } = endpoint;
    const { bytes, contentType } = body;
    const signature = format.sign({ event, timestampSeconds, body: bytes, keys, privateKeys });
    const proof =
      endpoint.legacySignatures.length === 0
        ? signature
        : { ...legacySignatures(endpoint.legacySignatures, { body: bytes, timestampSeconds, keys }), ...signature };
    // The later wins: no header of a subscription replaces one of Kanca's own.
    const headers: Record<string, string> = {};
    for (const more of [endpoint.headers, added, ofAuth, body.headers])
      if (more !== undefined) Object.assign(headers, more);
    if (endpoint.allowedOrigin !== null) headers['webhook-request-origin'] = endpoint.allowedOrigin;
    headers['content-type'] = contentType;
    headers['user-agent'] = this.userAgent;
    // Whoever takes it for a new event goes on counting, so that a circle of hubs comes to an end.
    headers['kanca-hops'] = String(event.depth + 1);
    Object.assign(headers, proof);
    headers['traceparent'] = childSpan(event.traceparent, this.randomness);
    return {
      url: endpoint.uri,
      method: endpoint.settings.method ?? format.method?.(event) ?? 'POST',
      headers,
      body: bytes,
      timestampSeconds,
      proof: Object.keys(proof),
      confidential: confidentialOf(endpoint, added, ofAuth),
      ...(tls === undefined ? {} : { tls }),
    };
  }

  private async transformed(
    { event, endpoint, original, cancellation }: NotificationInput,
    transformation: string,
  ): Promise<Rewritten> {
    const { headers, format, owner } = endpoint;
    const queueKey = { tenant: owner.tenant, name: owner.id };
    const made = await this.transformations.apply(transformation, { event, headers, format, queueKey, cancellation });
    if (made.cancel) throw new TransformationCancelled();
    return made.isChanged ? { ...made, original: () => Promise.resolve(dataOf(made.event)) } : { ...made, original };
  }
}

/** A body, and what goes with it. */
export interface WrittenBody {
  /** As the subscription's code has rewritten it. */
  readonly event: WebhookEvent;
  /** Headers that the subscription's code has added. */
  readonly added: Readonly<Record<string, string>>;
  readonly body: OutgoingBody;
}

type Rewritten = Pick<NotificationInput, 'event' | 'original'> & { readonly headers: Readonly<Record<string, string>> };

const NO_HEADERS = {};
const NO_CREDENTIALS: Credentials = { headers: NO_HEADERS };

/** What was rewritten is no longer what the provider sent. */
function dataOf({ dataBytes, datacontenttype }: WebhookEvent): OriginalBody {
  return { bytes: dataBytes, contentType: datacontenttype, contentEncoding: null, release: () => undefined };
}

/** The names of those headers that hold a secret. */
function confidentialOf(
  { headers, format }: Endpoint,
  added: Readonly<Record<string, string>>,
  ofAuth: Readonly<Record<string, string>>,
): readonly string[] {
  const names = [...Object.keys(ofAuth), ...(format.secretHeaders ?? [])];
  for (const own of [headers, added]) for (const name in own) if (namesCredential(name)) names.push(name);
  return names;
}

/** A format may be anybody's code: what it throws is said with its name. */
function written(format: Format, input: FormatInput): OutgoingBody | Promise<OutgoingBody> {
  const refuse = (error: unknown): never => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The format ${format.name} could not write this event: ${why.replace(/\p{Cc}+/gu, ' ')}`, {
      cause: error,
    });
  };
  try {
    const body = format.body(input);
    // Whatever is not here yet is waited for, also a promise of another library's.
    return 'bytes' in body ? body : Promise.resolve(body).catch(refuse);
  } catch (error) {
    return refuse(error);
  }
}
