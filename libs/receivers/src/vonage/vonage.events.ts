type MessageState = 'submitted' | 'delivered' | 'rejected' | 'undeliverable' | 'read';
type CallState = 'started' | 'ringing' | 'answered' | 'completed' | 'busy' | 'timeout' | 'failed' | 'cancelled';

/** How a message of the Messages API stands. */
export interface VonageMessageStatus<State extends string> {
  readonly message_uuid: string;
  readonly to: string;
  readonly from: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly status: State;
  readonly channel: string;
  readonly error?: { readonly type: string; readonly title: string; readonly detail?: string };
  readonly usage?: { readonly currency: string; readonly price: string };
  readonly client_ref?: string;
}

/** A message that came in. */
export interface VonageInboundMessage {
  readonly message_uuid: string;
  readonly to: string;
  readonly from: string;
  readonly timestamp: string;
  readonly channel: string;
  readonly message_type: string;
  readonly text?: string;
}

/** How a call stands. */
export interface VonageCallStatus<State extends string> {
  readonly uuid: string;
  readonly conversation_uuid: string;
  readonly status: State;
  readonly direction: 'inbound' | 'outbound';
  readonly timestamp: string;
  readonly to?: string;
  readonly from?: string;
}

type MessageEvents = { readonly [State in MessageState as `status.${State}`]: VonageMessageStatus<State> };
type CallEvents = { readonly [State in CallState as `status.${State}`]: VonageCallStatus<State> };

/** The events that are typed. Others arrive all the same, and are heard as `'*'`. */
export interface VonageEvents extends MessageEvents, CallEvents {
  readonly inbound: VonageInboundMessage;
}
