/** What every event says; the thing itself is read through the API. */
export interface StravaEvent<Type extends string, Aspect extends string, Updates> {
  readonly object_type: Type;
  readonly object_id: number;
  readonly aspect_type: Aspect;
  readonly owner_id: number;
  readonly subscription_id: number;
  /** Unix seconds. */
  readonly event_time: number;
  readonly updates: Updates;
}

type NoUpdates = Readonly<Record<string, never>>;

export interface StravaEvents {
  readonly 'activity.create': StravaEvent<'activity', 'create', NoUpdates>;
  readonly 'activity.update': StravaEvent<
    'activity',
    'update',
    { readonly title?: string; readonly type?: string; readonly private?: 'true' | 'false' }
  >;
  readonly 'activity.delete': StravaEvent<'activity', 'delete', NoUpdates>;
  /** The athlete took the access away. */
  readonly 'athlete.update': StravaEvent<'athlete', 'update', { readonly authorized?: 'false' }>;
}
