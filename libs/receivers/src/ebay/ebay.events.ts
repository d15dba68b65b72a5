/** What every notification of eBay looks like. */
export interface EbayNotification<Topic extends string, Data> {
  readonly metadata: {
    readonly topic: Topic;
    readonly schemaVersion: string;
    readonly deprecated: boolean;
  };
  readonly notification: {
    /** The same when eBay sends it again. */
    readonly notificationId: string;
    /** ISO 8601: when it happened. */
    readonly eventDate: string;
    /** ISO 8601: when it was sent. */
    readonly publishDate: string;
    readonly publishAttemptCount: number;
    readonly data: Data;
  };
}

/** A user who wants all that is stored about them to be deleted. */
export interface EbayClosedAccount {
  readonly username: string;
  readonly userId: string;
  readonly eiasToken: string;
}

/** The main fields of what happens to a listing. */
export interface EbayItem {
  readonly itemId: string;
  readonly listingMarketplaceId?: string;
  readonly [field: string]: unknown;
}

/** The main fields of what happens to an order. */
export interface EbayOrder {
  readonly orderId: string;
  readonly [field: string]: unknown;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface EbayEvents {
  readonly MARKETPLACE_ACCOUNT_DELETION: EbayNotification<'MARKETPLACE_ACCOUNT_DELETION', EbayClosedAccount>;
  readonly ITEM_AVAILABILITY: EbayNotification<'ITEM_AVAILABILITY', EbayItem>;
  readonly ITEM_PRICE_REVISION: EbayNotification<'ITEM_PRICE_REVISION', EbayItem>;
  readonly PRIORITY_LISTING_REVISION: EbayNotification<'PRIORITY_LISTING_REVISION', EbayItem>;
  readonly ORDER_CONFIRMATION: EbayNotification<'ORDER_CONFIRMATION', EbayOrder>;
}
