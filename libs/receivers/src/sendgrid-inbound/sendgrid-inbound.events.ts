import type { UploadedFile } from '../kit/built-in.js';

/** What every mail says, whichever way the host is set to send it. */
export interface SendgridInboundBase {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  /** JSON: `{"to":["in@parse.example.com"],"from":"ada@example.com"}`. The addresses that the mail server was told. */
  readonly envelope: string;
  /** The address of the mail server that brought it. */
  readonly sender_ip?: string;
  readonly SPF?: string;
  /** `{@example.com : pass}`. */
  readonly dkim?: string;
  readonly spam_score?: string;
  readonly spam_report?: string;
  /** JSON: the character set that each field came in. They are UTF-8 here already. */
  readonly charsets?: string;
}

/** A mail that was taken apart. */
export interface SendgridInboundParsed extends SendgridInboundBase {
  /** The headers of the mail, as they stand in it. */
  readonly headers: string;
  readonly text?: string;
  readonly html?: string;
  readonly cc?: string;
  /** How many attachments there are. */
  readonly attachments?: string;
  /** JSON: name, type and content id of each attachment, by its field. */
  readonly 'attachment-info'?: string;
  readonly [attachment: `attachment${number}`]: UploadedFile;
}

/** A mail as it is, where the host is set to send the raw message. */
export interface SendgridInboundRaw extends SendgridInboundBase {
  /** The whole message, MIME and all. */
  readonly email: string;
}

export interface SendgridInboundEvents {
  readonly inbound: SendgridInboundParsed | SendgridInboundRaw;
}
