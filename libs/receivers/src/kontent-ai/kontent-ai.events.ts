export interface KontentAiNotification<Kind extends string, Action extends string> {
  readonly data: {
    readonly system: {
      readonly id: string;
      readonly name: string;
      readonly codename: string;
      readonly collection?: string;
      readonly workflow?: string;
      readonly workflow_step?: string;
      readonly language?: string;
      readonly type?: string;
      /** ISO 8601. */
      readonly last_modified: string;
    };
  };
  readonly message: {
    readonly environment_id: string;
    readonly object_type: Kind;
    readonly action: Action;
    readonly delivery_slot: 'published' | 'preview';
  };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface KontentAiEvents {
  readonly 'content_item.published': KontentAiNotification<'content_item', 'published'>;
  readonly 'content_item.unpublished': KontentAiNotification<'content_item', 'unpublished'>;
  readonly 'content_item.changed': KontentAiNotification<'content_item', 'changed'>;
  readonly 'asset.changed': KontentAiNotification<'asset', 'changed'>;
}
