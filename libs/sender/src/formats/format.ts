import type { KeyObject } from 'node:crypto';
import type { RetryPolicy, WebhookEvent } from '@kanca/core';
import type { OriginalBody } from '@kanca/dispatch/operator';
import type { FormatDescription } from './format-description.js';
import type { NotificationMethod } from './notification-method.js';

/** What a format makes of an event: one notification, the same to the byte for every attempt unless the format says otherwise. */
export interface OutgoingBody {
  readonly contentType: string;
  readonly bytes: Buffer;
  /** More headers that belong to the bytes, in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a format may use. */
export interface FormatInput {
  readonly event: WebhookEvent;
  /** 1 for the first. Only for formats that tell it to the subscriber: it makes the bytes differ from attempt to attempt. */
  readonly attempt: number;
  /** Extra body properties of the subscription. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** For formats that shorten the body of a deletion: whether it holds the id alone, or the whole data. */
  readonly deletedBody?: 'id' | 'data' | undefined;
  /** Reads what the provider sent. Only for formats that pass it on: it costs a query. */
  readonly original: () => Promise<OriginalBody>;
}

/** The calls that an endpoint must refuse. */
export type ForgedCheckName = 'wrong-key' | 'tampered-body' | 'stale-timestamp' | 'no-signature';

/** What is signed, and with what. */
export interface SigningInput {
  readonly event: WebhookEvent;
  readonly timestampSeconds: number;
  readonly body: Buffer;
  /** The key of every secret that signs now, the newest first; never empty. */
  readonly keys: readonly Buffer[];
  /** Ed25519 keys for subscribers that asked for `v1a`, the newest first; empty for the others. */
  readonly privateKeys: readonly KeyObject[];
}

/** How a subscription wants its notifications written and signed. */
export interface Format {
  /** As the API and `kanca.yaml` call it: lower-case letters, digits and dashes. */
  readonly name: string;
  /** What it is, in a sentence: the API's documentation shows it. */
  readonly description: string;
  /** The names that a subscription's own body properties may not take; null when its bodies have no room for any. */
  readonly reservedProperties: readonly string[] | null;
  /** What is wrong with a property for this format, beside its name being reserved; null when nothing is. */
  readonly problemOfProperty?: (name: string, value: unknown) => string | null;
  /** The headers it writes itself, in lower case: a subscription may not set them. */
  readonly reservedHeaders?: readonly string[];
  /** Those of its headers that hold a secret as it is: never recorded. */
  readonly secretHeaders?: readonly string[];
  /** Whether it has room for one signature: it is then given the oldest key that is good, so that a rotation changes nothing until its overlap ends. */
  readonly hasOneSignature?: boolean;
  /** The media type of several of its bodies as one JSON array; without it, its notifications cannot be put together. */
  readonly batchContentType?: string;
  /** Whether it shortens the body of a deletion, so that a subscription may choose what that holds. */
  readonly hasDeletedBody?: boolean;
  /**
   * What an endpoint of this format can prove, of the calls that it must refuse (all of them). A call that is not named is made all
   * the same, and what comes of it is advice: an endpoint that checks a token alone accepts a changed body, and is right.
   */
  readonly decisiveChecks?: readonly ForgedCheckName[];
  /** Data for the test of an event type of which nobody has given an example; null when the format has no better idea than Kanca. */
  readonly sample?: (type: string) => { readonly data: unknown } | null;
  /** POST, unless it says otherwise. */
  readonly method?: (event: WebhookEvent) => NotificationMethod;
  /** How often and how late a subscription of this format is tried again when it does not say. */
  readonly retry?: RetryPolicy;
  /**
   * The key in a secret; without it `whsec_` and base64, as Standard Webhooks has it.
   * @throws KancaError `invalid_request` with the reason, and never with the secret
   */
  readonly readSecret?: (text: string) => Buffer;
  /** The statuses with which its receivers refuse a forged call, when these are others than 401 and 403. */
  readonly refusals?: readonly number[];
  /** What its notifications look like; without it the OpenAPI document knows its name only. */
  readonly describes?: FormatDescription;
  readonly body: (input: FormatInput) => OutgoingBody | Promise<OutgoingBody>;
  /** The headers that prove where the bytes come from. */
  readonly sign: (input: SigningInput) => Readonly<Record<string, string>>;
}
