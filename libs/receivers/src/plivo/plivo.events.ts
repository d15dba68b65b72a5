/** What every request of a call carries. Plivo sends forms: numbers are texts. */
export interface PlivoCall<Name extends string> {
  readonly Event: Name;
  readonly CallUUID: string;
  readonly From: string;
  readonly To: string;
  readonly Direction: 'inbound' | 'outbound';
  readonly CallStatus: string;
  readonly HangupCause?: string;
  /** In seconds. */
  readonly Duration?: string;
}

export interface PlivoMessageState<State extends string> {
  readonly MessageUUID: string;
  readonly From: string;
  readonly To: string;
  readonly Status: State;
  readonly ErrorCode?: string;
  readonly Units?: string;
}

export interface PlivoInboundMessage {
  readonly MessageUUID: string;
  readonly From: string;
  readonly To: string;
  readonly Type: string;
  readonly Text: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface PlivoEvents {
  readonly StartApp: PlivoCall<'StartApp'>;
  readonly Hangup: PlivoCall<'Hangup'>;
  readonly Ring: PlivoCall<'Ring'>;
  readonly queued: PlivoMessageState<'queued'>;
  readonly sent: PlivoMessageState<'sent'>;
  readonly delivered: PlivoMessageState<'delivered'>;
  readonly undelivered: PlivoMessageState<'undelivered'>;
  readonly failed: PlivoMessageState<'failed'>;
  readonly message: PlivoInboundMessage;
}
