/** What every request of a message carries. Twilio sends forms: numbers are texts. */
export interface TwilioMessage {
  readonly AccountSid: string;
  readonly MessageSid: string;
  readonly From: string;
  readonly To: string;
  readonly MessagingServiceSid?: string;
}

export interface TwilioMessageReceived extends TwilioMessage {
  readonly Body: string;
  readonly NumMedia: string;
  readonly NumSegments?: string;
  readonly [media: `MediaUrl${number}` | `MediaContentType${number}`]: string;
}

export interface TwilioMessageStatus<Status extends string> extends TwilioMessage {
  readonly MessageStatus: Status;
  readonly ErrorCode?: string;
}

/** What every request of a call carries. */
export interface TwilioCall {
  readonly AccountSid: string;
  readonly CallSid: string;
  readonly From: string;
  readonly To: string;
  readonly CallStatus?: string;
  readonly Direction?: string;
  /** In seconds. */
  readonly CallDuration?: string;
  /** What the caller typed. */
  readonly Digits?: string;
  readonly RecordingUrl?: string;
}

type MessageStatus = 'queued' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'read';
type CallStatus =
  | 'queued'
  | 'initiated'
  | 'ringing'
  | 'in-progress'
  | 'answered'
  | 'completed'
  | 'busy'
  | 'failed'
  | 'no-answer'
  | 'canceled';

type MessageEvents = { readonly [Status in MessageStatus as `message.${Status}`]: TwilioMessageStatus<Status> };
type CallEvents = { readonly [Status in CallStatus as `call.${Status}`]: TwilioCall & { readonly CallStatus: Status } };

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface TwilioEvents extends MessageEvents, CallEvents {
  readonly 'message.received': TwilioMessageReceived;
  /** A call that has no status to tell, such as one whose digits were gathered. */
  readonly voice: TwilioCall;
}
