import type { KeyObject } from 'node:crypto';
import { childSpan, Clock, Randomness, toId, type CancelSignal, type WebhookEvent } from '@kanca/core';
import type { OriginalBody } from '@kanca/dispatch';
import type { ClientTls, EgressMethod } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { Authenticator, type Credentials } from '../authentication/authenticator.js';
import type { Format, FormatInput, OutgoingBody } from '../formats/format.js';
import { legacySignatures } from '../secrets/legacy-signatures.js';
import { SenderSettings } from '../sender-settings.js';
import { namesCredential } from '../subscriptions/header-masking.js';
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

/**
 * Writes what a subscriber is sent. Deliveries, tests and verification all come from here, so that what was tried is what will be sent.
 */
@Injectable()
export class NotificationWriter {
  constructor(
    private readonly settings: SenderSettings,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly authenticator: Authenticator,
    private readonly transformations: Transformations,
  ) {}

  /**
   * @throws TransformationCancelled when the subscription's code wants nothing to be sent
   * @throws Error whose message is a sentence for the operator, when it cannot be written
   */
  async write(input: NotificationInput): Promise<Notification> {
    const { event, added, body } = await this.bodyOf(input);
    return this.wrap({ ...input, event, added, body });
  }

  /** The body alone. @throws as `write` does */
  async bodyOf(input: NotificationInput): Promise<WrittenBody> {
    const { format, properties } = input.endpoint;
    const { event, original, headers: added } = await this.transformed(input);
    return { event, added, body: await written(format, { event, attempt: input.attempt, properties, original }) };
  }

  /** What is around the body. @throws Error when the endpoint's credentials cannot be had */
  async wrap(input: Omit<NotificationInput, 'attempt' | 'original'> & WrittenBody): Promise<Notification> {
    const { event, endpoint, added, body, keys, privateKeys } = input;
    const { format, owner } = endpoint;
    const { bytes, contentType, headers: ofBody } = body;
    const timestampSeconds = input.timestampSeconds ?? Math.floor(this.clock.now() / 1_000);
    const signed = {
      ...legacySignatures(endpoint.legacySignatures, { body: bytes, timestampSeconds, keys }),
      ...format.sign({ event, timestampSeconds, body: bytes, keys, privateKeys }),
    };
    const { headers: ofAuth, tls } =
      endpoint.auth === null
        ? NO_CREDENTIALS
        : await this.authenticator.credentials(endpoint.auth, {
            tenant: owner.tenant,
            subscription: toId('sub', owner.id),
          });
    const headers: Record<string, string> = {
      ...endpoint.headers,
      ...added,
      ...ofAuth,
      ...ofBody,
      ...(endpoint.allowedOrigin === null ? {} : { 'webhook-request-origin': endpoint.allowedOrigin }),
      'content-type': contentType,
      'user-agent': `Kanca/${this.settings.version}`,
      // Whoever takes it for a new event goes on counting, so that a circle of hubs comes to an end.
      'kanca-hops': String(event.depth + 1),
      ...signed,
      traceparent: childSpan(event.traceparent, this.randomness),
    };
    return {
      url: endpoint.uri,
      method: format.method?.(event) ?? 'POST',
      headers,
      body: bytes,
      timestampSeconds,
      proof: Object.keys(signed),
      confidential: [
        ...Object.keys({ ...endpoint.headers, ...added }).filter(namesCredential),
        ...Object.keys(ofAuth),
        ...(format.secretHeaders ?? []),
      ],
      ...(tls === undefined ? {} : { tls }),
    };
  }

  private async transformed({ event, endpoint, original, cancellation }: NotificationInput): Promise<Rewritten> {
    const { transformation, headers, format, owner } = endpoint;
    if (transformation === null) return { event, original, headers: NO_HEADERS };
    const lane = { tenant: owner.tenant, name: owner.id };
    const made = await this.transformations.apply(transformation, { event, headers, format, lane, cancellation });
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

/** A format may be anybody's code: what it throws is said with its name. */
async function written(format: Format, input: FormatInput): Promise<OutgoingBody> {
  try {
    return await format.body(input);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The format ${format.name} could not write this event: ${why.replace(/\p{Cc}+/gu, ' ')}`, {
      cause: error,
    });
  }
}
