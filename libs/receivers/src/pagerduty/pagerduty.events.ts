export interface PagerdutyEvent<Name extends string, Data> {
  readonly event: {
    readonly id: string;
    readonly event_type: Name;
    readonly resource_type: string;
    /** ISO 8601. */
    readonly occurred_at: string;
    readonly agent: PagerdutyReference | null;
    readonly client: { readonly name: string } | null;
    readonly data: Data;
  };
}

export interface PagerdutyReference {
  readonly id: string;
  readonly type: string;
  readonly summary: string;
  readonly html_url: string | null;
}

export interface PagerdutyIncident {
  readonly id: string;
  readonly type: 'incident';
  readonly number: number;
  readonly title: string;
  readonly status: 'triggered' | 'acknowledged' | 'resolved';
  readonly urgency: 'high' | 'low';
  readonly priority: PagerdutyReference | null;
  readonly service: PagerdutyReference;
  readonly assignees: readonly PagerdutyReference[];
  readonly html_url: string;
  readonly incident_key: string | null;
  readonly created_at: string;
}

export interface PagerdutyPing {
  readonly message: string;
  readonly type: 'ping';
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface PagerdutyEvents {
  readonly 'incident.triggered': PagerdutyEvent<'incident.triggered', PagerdutyIncident>;
  readonly 'incident.acknowledged': PagerdutyEvent<'incident.acknowledged', PagerdutyIncident>;
  readonly 'incident.escalated': PagerdutyEvent<'incident.escalated', PagerdutyIncident>;
  readonly 'incident.resolved': PagerdutyEvent<'incident.resolved', PagerdutyIncident>;
  readonly 'pagey.ping': PagerdutyEvent<'pagey.ping', PagerdutyPing>;
}
