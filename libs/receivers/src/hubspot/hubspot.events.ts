/** What every change carries. */
export interface HubspotChange<Name extends string> {
  /** Not promised to be unique. */
  readonly eventId: number;
  readonly subscriptionId: number;
  readonly subscriptionType: Name;
  readonly portalId: number;
  readonly appId: number;
  /** Milliseconds since the Unix epoch. */
  readonly occurredAt: number;
  /** From 0. */
  readonly attemptNumber: number;
  readonly objectId: number;
  readonly changeSource?: string;
}

export interface HubspotCreation<Name extends string> extends HubspotChange<Name> {
  readonly changeFlag?: string;
}

export interface HubspotPropertyChange<Name extends string> extends HubspotChange<Name> {
  readonly propertyName: string;
  readonly propertyValue: string;
}

export interface HubspotAssociationChange<Name extends string> extends Omit<HubspotChange<Name>, 'objectId'> {
  /** `CONTACT_TO_COMPANY` */
  readonly associationType: string;
  readonly fromObjectId: number;
  readonly toObjectId: number;
  readonly associationRemoved: boolean;
  readonly isPrimaryAssociation: boolean;
}

export interface HubspotMerge<Name extends string> extends HubspotChange<Name> {
  readonly primaryObjectId: number;
  readonly mergedObjectIds: readonly number[];
  /** The record that both became. */
  readonly newObjectId?: number;
  readonly numberOfPropertiesMoved: number;
}

export interface HubspotMessage<Name extends string> extends HubspotChange<Name> {
  readonly messageId: string;
  readonly messageType: 'MESSAGE' | 'COMMENT';
}

/** What has records in HubSpot; `object` stands for those of one's own making, and for all of them. */
type Thing = 'contact' | 'company' | 'deal' | 'ticket' | 'product' | 'line_item' | 'object';

/** Every event that HubSpot documents. One that is newer than this list arrives all the same, and is heard as `'*'`. */
export type HubspotEvents = {
  readonly [Name in `${Thing | 'conversation'}.${'creation' | 'deletion'}` | `${Thing}.restore`]: HubspotCreation<Name>;
} & {
  readonly [Name in `${Thing | 'conversation'}.propertyChange`]: HubspotPropertyChange<Name>;
} & {
  readonly [Name in `${Thing}.associationChange`]: HubspotAssociationChange<Name>;
} & {
  readonly [Name in `${Thing}.merge`]: HubspotMerge<Name>;
} & {
  readonly [Name in `${'contact' | 'conversation'}.privacyDeletion`]: HubspotChange<Name>;
} & {
  readonly 'conversation.newMessage': HubspotMessage<'conversation.newMessage'>;
};
