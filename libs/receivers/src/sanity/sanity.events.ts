/** What every document has. The rest is as the schema and the projection have it. */
export interface SanityDocument<Type extends string> {
  readonly _id: string;
  readonly _type: Type;
  readonly _rev?: string;
  readonly _createdAt?: string;
  readonly _updatedAt?: string;
  readonly [field: string]: unknown;
}

/** Types are those of the schema of the studio: `post` is that of the examples. */
export interface SanityEvents {
  readonly 'post.create': SanityDocument<'post'>;
  readonly 'post.update': SanityDocument<'post'>;
  readonly 'post.delete': SanityDocument<'post'>;
}
