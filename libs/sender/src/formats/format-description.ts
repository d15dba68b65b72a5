import type { NotificationMethod } from './notification-method.js';

/** What the notifications of a format look like, for people and for the `webhooks` section of the OpenAPI document. */
export interface FormatDescription {
  /** The methods that it may choose; POST alone unless told. */
  readonly methods?: readonly NotificationMethod[];
  /** The headers that it writes itself, in lower case, each with what it holds. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body by its media type, as JSON Schema (draft 2020-12). An empty one is a body of any form. */
  readonly body?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The data of the event, as it was published or received. */
export const ANY_DATA = { description: 'The data of the event.' };
