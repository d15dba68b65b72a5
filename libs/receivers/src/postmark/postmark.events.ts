/** What every event carries. */
export interface PostmarkEvent<Name extends string> {
  readonly RecordType: Name;
  readonly ServerID: number;
  /** `outbound`, or a stream of your own. */
  readonly MessageStream: string;
  readonly MessageID: string;
  readonly Tag?: string;
  readonly Metadata?: Readonly<Record<string, string>>;
}

export interface PostmarkDelivery extends PostmarkEvent<'Delivery'> {
  readonly Recipient: string;
  /** ISO 8601. */
  readonly DeliveredAt: string;
  readonly Details: string;
}

/** What bounces and spam complaints have in common. */
interface PostmarkReport<Name extends string> extends PostmarkEvent<Name> {
  /** May be larger than JavaScript's numbers are exact. */
  readonly ID: number;
  /** `HardBounce`, `SoftBounce`, `SpamComplaint`, … */
  readonly Type: string;
  readonly TypeCode: number;
  readonly Name: string;
  readonly Description: string;
  readonly Details: string;
  readonly Email: string;
  readonly From: string;
  /** ISO 8601. */
  readonly BouncedAt: string;
  readonly DumpAvailable: boolean;
  /** Whether Postmark sends to the address no more. */
  readonly Inactive: boolean;
  readonly CanActivate: boolean;
  readonly Subject: string;
  readonly Content?: string;
}

export type PostmarkBounce = PostmarkReport<'Bounce'>;
export type PostmarkSpamComplaint = PostmarkReport<'SpamComplaint'>;

export interface PostmarkClient {
  readonly Name: string;
  readonly Company: string;
  readonly Family: string;
}

export interface PostmarkGeo {
  readonly CountryISOCode?: string;
  readonly Country?: string;
  readonly RegionISOCode?: string;
  readonly Region?: string;
  readonly City?: string;
  readonly Zip?: string;
  readonly Coords?: string;
  readonly IP?: string;
}

export interface PostmarkOpen extends PostmarkEvent<'Open'> {
  readonly Recipient: string;
  readonly FirstOpen: boolean;
  /** ISO 8601. */
  readonly ReceivedAt: string;
  readonly UserAgent: string;
  readonly Platform: string;
  readonly Client: PostmarkClient;
  readonly OS: PostmarkClient;
  readonly Geo: PostmarkGeo;
}

export interface PostmarkClick extends PostmarkEvent<'Click'> {
  readonly Recipient: string;
  readonly OriginalLink: string;
  readonly ClickLocation: 'HTML' | 'Text';
  /** ISO 8601. */
  readonly ReceivedAt: string;
  readonly UserAgent: string;
  readonly Platform: string;
  readonly Client: PostmarkClient;
  readonly OS: PostmarkClient;
  readonly Geo: PostmarkGeo;
}

export interface PostmarkSubscriptionChange extends PostmarkEvent<'SubscriptionChange'> {
  readonly Recipient: string;
  /** ISO 8601. */
  readonly ChangedAt: string;
  readonly Origin: 'Recipient' | 'Customer' | 'Admin';
  readonly SuppressSending: boolean;
  readonly SuppressionReason: 'HardBounce' | 'SpamComplaint' | 'ManualSuppression' | null;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface PostmarkEvents {
  readonly Delivery: PostmarkDelivery;
  readonly Bounce: PostmarkBounce;
  readonly SpamComplaint: PostmarkSpamComplaint;
  readonly Open: PostmarkOpen;
  readonly Click: PostmarkClick;
  readonly SubscriptionChange: PostmarkSubscriptionChange;
}
