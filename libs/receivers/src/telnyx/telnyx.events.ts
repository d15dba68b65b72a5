/** What every event carries around its payload. */
export interface TelnyxEvent<Name extends string, Payload> {
  readonly data: {
    readonly record_type: 'event';
    readonly event_type: Name;
    readonly id: string;
    /** ISO 8601. */
    readonly occurred_at: string;
    readonly payload: Payload;
  };
  readonly meta: { readonly attempt: number; readonly delivered_to: string };
}

export interface TelnyxMessage {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly type: 'SMS' | 'MMS';
  readonly text: string;
  readonly from: { readonly phone_number: string; readonly carrier?: string };
  readonly to: readonly { readonly phone_number: string; readonly status: string }[];
  readonly media: readonly { readonly url: string; readonly content_type: string }[];
}

export interface TelnyxCall {
  readonly call_control_id: string;
  readonly call_leg_id: string;
  readonly call_session_id: string;
  readonly client_state?: string | null;
  readonly connection_id: string;
  readonly from: string;
  readonly to: string;
  readonly direction?: 'incoming' | 'outgoing';
  readonly state?: string;
  readonly hangup_cause?: string;
}

type EventsOf<Names extends string, Payload> = { readonly [Name in Names]: TelnyxEvent<Name, Payload> };

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface TelnyxEvents
  extends
    EventsOf<'message.received' | 'message.sent' | 'message.finalized', TelnyxMessage>,
    EventsOf<'call.initiated' | 'call.answered' | 'call.hangup' | 'call.bridged', TelnyxCall> {}
