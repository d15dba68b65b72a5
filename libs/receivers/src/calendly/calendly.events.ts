export interface CalendlyEvent<Name extends string, Payload> {
  readonly event: Name;
  /** ISO 8601. */
  readonly created_at: string;
  /** The URI of the user who made the subscription. */
  readonly created_by: string;
  readonly payload: Payload;
}

export interface CalendlyInvitee {
  readonly uri: string;
  readonly email: string;
  readonly name: string;
  readonly status: string;
  readonly rescheduled: boolean;
  readonly timezone: string | null;
  readonly cancel_url: string;
  readonly reschedule_url: string;
  readonly questions_and_answers: readonly {
    readonly question: string;
    readonly answer: string;
    readonly position: number;
  }[];
  readonly cancellation?: {
    readonly canceled_by: string;
    readonly reason: string | null;
    readonly canceler_type: string;
  };
  readonly scheduled_event: {
    readonly uri: string;
    readonly name: string;
    readonly status: string;
    readonly start_time: string;
    readonly end_time: string;
    readonly event_type: string;
  };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface CalendlyEvents {
  readonly 'invitee.created': CalendlyEvent<'invitee.created', CalendlyInvitee>;
  readonly 'invitee.canceled': CalendlyEvent<'invitee.canceled', CalendlyInvitee>;
}
