/** A push of Pub/Sub. */
export interface GooglePubsubPush {
  readonly message: {
    /** What was published, in base64. Left out when only attributes were. */
    readonly data?: string;
    readonly attributes?: Readonly<Record<string, string>>;
    readonly messageId: string;
    /** ISO 8601. */
    readonly publishTime: string;
    readonly orderingKey?: string;
  };
  /** `projects/shop/subscriptions/hub`. */
  readonly subscription: string;
  /** With a dead letter topic. */
  readonly deliveryAttempt?: number;
}

/** The attribute `eventType` of a message, as Cloud Storage sets it; without one, the name of its subscription. */
export interface GooglePubsubEvents {
  readonly OBJECT_FINALIZE: GooglePubsubPush;
  readonly OBJECT_DELETE: GooglePubsubPush;
  readonly OBJECT_ARCHIVE: GooglePubsubPush;
  readonly OBJECT_METADATA_UPDATE: GooglePubsubPush;
  readonly [subscription: `projects/${string}/subscriptions/${string}`]: GooglePubsubPush;
}
