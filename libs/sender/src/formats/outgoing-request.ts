import type { WebhookEvent } from '@kanca/core';

/** What a format makes of an event: the bytes of one notification, the same for every attempt. */
export interface OutgoingBody {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** What a format may use of a subscription. */
export interface FormatInput {
  readonly event: WebhookEvent;
  /** Extra body properties of the subscription. */
  readonly properties: Readonly<Record<string, unknown>>;
}
