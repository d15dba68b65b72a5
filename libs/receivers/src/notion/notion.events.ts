export interface NotionEvent<Name extends string, Entity extends string, Data = unknown> {
  readonly id: string;
  readonly type: Name;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly workspace_id: string;
  readonly workspace_name?: string;
  readonly subscription_id: string;
  readonly integration_id: string;
  readonly authors: readonly { readonly id: string; readonly type: 'person' | 'bot' | 'agent' }[];
  /** From 1 to 8. */
  readonly attempt_number: number;
  readonly entity: { readonly id: string; readonly type: Entity };
  readonly data: Data;
}

export interface NotionPageData {
  readonly parent?: { readonly id: string; readonly type: string };
}

export interface NotionUpdatedBlocks extends NotionPageData {
  readonly updated_blocks: readonly { readonly id: string; readonly type: string }[];
}

export interface NotionUpdatedProperties extends NotionPageData {
  readonly updated_properties: readonly string[];
}

export interface NotionCommentData extends NotionPageData {
  readonly page_id: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface NotionEvents {
  readonly 'page.created': NotionEvent<'page.created', 'page', NotionPageData>;
  readonly 'page.content_updated': NotionEvent<'page.content_updated', 'page', NotionUpdatedBlocks>;
  readonly 'page.properties_updated': NotionEvent<'page.properties_updated', 'page', NotionUpdatedProperties>;
  readonly 'page.deleted': NotionEvent<'page.deleted', 'page', NotionPageData>;
  readonly 'comment.created': NotionEvent<'comment.created', 'comment', NotionCommentData>;
}
