import type { UploadedFile } from '../kit/built-in.js';

export interface MailgunSignature {
  /** Unix seconds. */
  readonly timestamp: string;
  readonly token: string;
  readonly signature: string;
}

/** What every event says. */
export interface MailgunEventData<Name extends string> {
  readonly event: Name;
  readonly id: string;
  /** Unix seconds, with a fraction. */
  readonly timestamp: number;
  readonly recipient: string;
  readonly 'recipient-domain'?: string;
  readonly 'log-level'?: 'info' | 'warn' | 'error';
  readonly tags?: readonly string[];
  readonly campaigns?: readonly unknown[];
  readonly 'user-variables'?: Readonly<Record<string, unknown>>;
  readonly message?: {
    readonly headers: Readonly<Record<string, string>>;
    readonly attachments?: readonly unknown[];
    readonly size?: number;
  };
}

/** An event with its envelope. */
export interface MailgunEvent<Data> {
  readonly signature: MailgunSignature;
  readonly 'event-data': Data;
}

export interface MailgunDeliveryStatus {
  readonly code: number;
  readonly message?: string;
  readonly description?: string | null;
  readonly 'attempt-no'?: number;
  readonly 'enhanced-code'?: string;
  readonly 'mx-host'?: string;
  readonly tls?: boolean;
}

export interface MailgunDelivered extends MailgunEventData<'delivered'> {
  readonly 'delivery-status': MailgunDeliveryStatus;
}

export interface MailgunFailed extends MailgunEventData<'failed'> {
  readonly severity: 'temporary' | 'permanent';
  readonly reason: string;
  readonly 'delivery-status': MailgunDeliveryStatus;
}

export interface MailgunRejected extends MailgunEventData<'rejected'> {
  readonly reject: { readonly reason: string; readonly description?: string };
}

/** What events that a reader sets off say besides. */
export interface MailgunReaderEvent<Name extends string> extends MailgunEventData<Name> {
  readonly ip?: string;
  readonly geolocation?: { readonly country: string; readonly region: string; readonly city: string };
  readonly 'client-info'?: Readonly<Record<string, string>>;
}

export interface MailgunClicked extends MailgunReaderEvent<'clicked'> {
  readonly url: string;
}

export interface MailgunStored extends MailgunEventData<'stored'> {
  readonly storage: { readonly url: string; readonly key: string };
}

/** A mail that a route forwards. Headers of the mail stand beside these, each in a field of its name. */
export interface MailgunInboundMail extends MailgunSignature {
  readonly recipient: string;
  readonly sender: string;
  readonly from: string;
  readonly subject?: string;
  readonly 'body-plain'?: string;
  readonly 'stripped-text'?: string;
  readonly 'stripped-signature'?: string;
  readonly 'body-html'?: string;
  readonly 'stripped-html'?: string;
  /** The whole mail, for a route whose URL ends in `mime`. */
  readonly 'body-mime'?: string;
  /** JSON: a list of pairs. */
  readonly 'message-headers'?: string;
  readonly 'Message-Id'?: string;
  /** A number, as text. */
  readonly 'attachment-count'?: string;
  /** JSON: where the attachments are, for a route that stores them. */
  readonly attachments?: string;
  readonly 'message-url'?: string;
  readonly 'content-id-map'?: string;
  readonly [attachment: `attachment-${number}`]: UploadedFile;
}

/** The events that are typed. Others arrive all the same, and are heard as `'*'`. */
export interface MailgunEvents {
  readonly accepted: MailgunEvent<MailgunEventData<'accepted'>>;
  readonly delivered: MailgunEvent<MailgunDelivered>;
  readonly failed: MailgunEvent<MailgunFailed>;
  readonly rejected: MailgunEvent<MailgunRejected>;
  readonly opened: MailgunEvent<MailgunReaderEvent<'opened'>>;
  readonly clicked: MailgunEvent<MailgunClicked>;
  readonly unsubscribed: MailgunEvent<MailgunReaderEvent<'unsubscribed'>>;
  readonly complained: MailgunEvent<MailgunEventData<'complained'>>;
  readonly stored: MailgunEvent<MailgunStored>;
  readonly inbound: MailgunInboundMail;
}
