export interface ContentfulSys<Type extends string> {
  readonly type: Type;
  readonly id: string;
  readonly space: ContentfulLink<'Space'>;
  readonly environment?: ContentfulLink<'Environment'>;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly deletedAt?: string;
  readonly revision?: number;
  readonly version?: number;
}

export interface ContentfulLink<To extends string> {
  readonly sys: { readonly type: 'Link'; readonly linkType: To; readonly id: string };
}

export interface ContentfulEntry {
  readonly sys: ContentfulSys<'Entry'> & { readonly contentType: ContentfulLink<'ContentType'> };
  /** By field, and then by locale. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly metadata?: { readonly tags: readonly ContentfulLink<'Tag'>[] };
}

export interface ContentfulDeleted {
  readonly sys: ContentfulSys<string>;
}

export interface ContentfulAsset {
  readonly sys: ContentfulSys<'Asset'>;
  readonly fields: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The events that are typed, as long as the payload is not customised. Others arrive all the same. */
export interface ContentfulEvents {
  readonly 'ContentManagement.Entry.publish': ContentfulEntry;
  readonly 'ContentManagement.Entry.save': ContentfulEntry;
  readonly 'ContentManagement.Entry.unpublish': ContentfulDeleted;
  readonly 'ContentManagement.Entry.delete': ContentfulDeleted;
  readonly 'ContentManagement.Asset.publish': ContentfulAsset;
}
