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

/** The events that are typed. Others arrive all the same. */
export interface HubspotEvents {
  readonly 'contact.creation': HubspotCreation<'contact.creation'>;
  readonly 'contact.deletion': HubspotCreation<'contact.deletion'>;
  readonly 'contact.propertyChange': HubspotPropertyChange<'contact.propertyChange'>;
  readonly 'company.creation': HubspotCreation<'company.creation'>;
  readonly 'deal.creation': HubspotCreation<'deal.creation'>;
  readonly 'deal.propertyChange': HubspotPropertyChange<'deal.propertyChange'>;
}
