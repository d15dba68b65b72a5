import type { WebhookEvent } from '@kanca/core';
import type { OriginalBody } from '@kanca/dispatch';

/** What a format makes of an event: one notification, the same to the byte for every attempt. */
export interface OutgoingBody {
  readonly contentType: string;
  readonly bytes: Buffer;
  /** More headers that belong to the bytes, in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a format may use. */
export interface FormatInput {
  readonly event: WebhookEvent;
  /** Extra body properties of the subscription. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Reads what the provider sent. Only for formats that pass it on: it costs a query. */
  readonly original: () => Promise<OriginalBody>;
}

/** What is signed, and with what: every key that signs now, the newest first. */
export interface SigningInput {
  readonly event: WebhookEvent;
  readonly timestampSeconds: number;
  readonly body: Buffer;
  readonly keys: readonly Buffer[];
}

/** How a subscription wants its notifications written and signed. */
export interface Format {
  /** As the API and `kanca.yaml` call it. */
  readonly name: string;
  /** The names that a subscription's own body properties may not take; null when its bodies have no room for any. */
  readonly reservedProperties: readonly string[] | null;
  readonly body: (input: FormatInput) => OutgoingBody | Promise<OutgoingBody>;
  /** The headers that prove where the bytes come from. */
  readonly sign: (input: SigningInput) => Readonly<Record<string, string>>;
}
