type Entity =
  'deal' | 'person' | 'organization' | 'activity' | 'lead' | 'note' | 'product' | 'pipeline' | 'stage' | 'user';
type Action = 'create' | 'change' | 'delete';

/** An event of webhooks v2. */
export interface PipedriveEvent<Name extends string, Act extends string> {
  /** How the thing is now; null once it is gone. */
  readonly data: Readonly<Record<string, unknown>> | null;
  /** The fields that changed, as they were. */
  readonly previous: Readonly<Record<string, unknown>> | null;
  readonly meta: {
    readonly action: Act;
    readonly entity: Name;
    readonly entity_id: string;
    readonly id: string;
    /** ISO 8601. */
    readonly timestamp: string;
    readonly version: '2.0';
    readonly webhook_id: string;
    readonly attempt: number;
    readonly company_id?: string;
    readonly user_id?: string;
    readonly correlation_id?: string;
  };
}

type EventsOf<Name extends Entity> = { readonly [Act in Action as `${Name}.${Act}`]: PipedriveEvent<Name, Act> };

/** The events that are typed. Others arrive all the same, and are heard as `'*'`. */
export interface PipedriveEvents
  extends
    EventsOf<'deal'>,
    EventsOf<'person'>,
    EventsOf<'organization'>,
    EventsOf<'activity'>,
    EventsOf<'lead'>,
    EventsOf<'note'>,
    EventsOf<'product'>,
    EventsOf<'pipeline'>,
    EventsOf<'stage'>,
    EventsOf<'user'> {}
