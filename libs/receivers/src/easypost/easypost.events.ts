/** What every event carries. */
export interface EasypostEvent<Name extends string, Result> {
  readonly id: string;
  readonly object: 'Event';
  readonly mode: 'test' | 'production';
  readonly description: Name;
  /** ISO 8601. */
  readonly created_at: string;
  readonly updated_at: string;
  readonly previous_attributes: Readonly<Record<string, unknown>>;
  readonly status: string;
  readonly result: Result;
}

export interface EasypostTracker {
  readonly id: string;
  readonly object: 'Tracker';
  readonly tracking_code: string;
  readonly status: string;
  readonly status_detail: string | null;
  readonly carrier: string;
  readonly est_delivery_date: string | null;
  readonly shipment_id: string | null;
  readonly public_url: string;
  readonly tracking_details: readonly {
    readonly message: string;
    readonly status: string;
    readonly datetime: string;
  }[];
}

export interface EasypostBatch {
  readonly id: string;
  readonly object: 'Batch';
  readonly state: string;
  readonly num_shipments: number;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface EasypostEvents {
  readonly 'tracker.created': EasypostEvent<'tracker.created', EasypostTracker>;
  readonly 'tracker.updated': EasypostEvent<'tracker.updated', EasypostTracker>;
  readonly 'batch.created': EasypostEvent<'batch.created', EasypostBatch>;
  readonly 'batch.updated': EasypostEvent<'batch.updated', EasypostBatch>;
}
