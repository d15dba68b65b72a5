/** A delivery of an ASP.NET WebHooks sender. Each of its notifications is an event here, and stands alone in its list. */
export interface AspnetCustomDelivery<Notification> {
  /** The delivery; the same when it is tried again. */
  readonly Id: string;
  /** From 1. */
  readonly Attempt: number;
  /** What was registered together with the webhook. */
  readonly Properties?: Readonly<Record<string, string>>;
  readonly Notifications: readonly [Notification];
}

/** The sender's notification: an action, and the properties that it gives to it. */
export interface AspnetCustomNotification {
  readonly Action: string;
  readonly [property: string]: unknown;
}

/** Any action: a sender gives its own names. */
export type AspnetCustomEvents = Readonly<Record<string, AspnetCustomDelivery<AspnetCustomNotification>>>;
