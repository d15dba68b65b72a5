/** What every message says. */
export interface AwsSnsMessage<Type extends string> {
  readonly Type: Type;
  readonly MessageId: string;
  readonly TopicArn: string;
  /** The text that was published; often JSON, of SES, CloudWatch or S3. */
  readonly Message: string;
  /** ISO 8601. */
  readonly Timestamp: string;
  readonly SignatureVersion: '1' | '2';
  readonly Signature: string;
  readonly SigningCertURL: string;
}

export interface AwsSnsNotification extends AwsSnsMessage<'Notification'> {
  readonly Subject?: string;
  readonly UnsubscribeURL: string;
  readonly MessageAttributes?: Readonly<Record<string, { readonly Type: string; readonly Value: string }>>;
}

/** Whoever gets it confirms the subscription by a GET of `SubscribeURL`. */
export interface AwsSnsConfirmation<Type extends string> extends AwsSnsMessage<Type> {
  readonly Token: string;
  readonly SubscribeURL: string;
}

export interface AwsSnsEvents {
  readonly Notification: AwsSnsNotification;
  readonly SubscriptionConfirmation: AwsSnsConfirmation<'SubscriptionConfirmation'>;
  /** The subscription is gone; `SubscribeURL` brings it back. */
  readonly UnsubscribeConfirmation: AwsSnsConfirmation<'UnsubscribeConfirmation'>;
}
