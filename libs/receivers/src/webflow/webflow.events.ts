export interface WebflowEvent<Trigger extends string, Payload> {
  readonly triggerType: Trigger;
  readonly payload: Payload;
}

export interface WebflowFormSubmission {
  readonly id: string;
  readonly name: string;
  readonly siteId: string;
  readonly formId: string;
  readonly formElementId?: string;
  readonly pageId?: string;
  readonly submittedAt: string;
  /** By the names of the fields. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface WebflowPublished {
  readonly domain: readonly string[];
  readonly siteId: string;
  readonly publishedOn: string;
  readonly publishedBy?: { readonly displayName: string };
}

export interface WebflowItem {
  readonly id: string;
  readonly siteId: string;
  readonly workspaceId: string;
  readonly collectionId: string;
  readonly fieldData?: Readonly<Record<string, unknown>>;
  readonly isDraft?: boolean;
  readonly isArchived?: boolean;
  readonly lastUpdated?: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface WebflowEvents {
  readonly form_submission: WebflowEvent<'form_submission', WebflowFormSubmission>;
  readonly site_publish: WebflowEvent<'site_publish', WebflowPublished>;
  readonly collection_item_created: WebflowEvent<'collection_item_created', WebflowItem>;
  readonly collection_item_changed: WebflowEvent<'collection_item_changed', WebflowItem>;
}
