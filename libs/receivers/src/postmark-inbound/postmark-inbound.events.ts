export interface PostmarkAddress {
  readonly Email: string;
  readonly Name: string;
  /** What stands behind a `+` in the address. */
  readonly MailboxHash?: string;
}

export interface PostmarkAttachment {
  readonly Name: string;
  /** In base64. */
  readonly Content: string;
  readonly ContentType: string;
  readonly ContentLength: number;
  /** Of a picture in the HTML. */
  readonly ContentID?: string;
}

/** A mail that came in. */
export interface PostmarkInboundMail {
  readonly From: string;
  readonly FromName: string;
  readonly FromFull: PostmarkAddress;
  readonly To: string;
  readonly ToFull: readonly PostmarkAddress[];
  readonly Cc: string;
  readonly CcFull: readonly PostmarkAddress[];
  readonly Bcc: string;
  readonly BccFull: readonly PostmarkAddress[];
  /** The address that Postmark took it for. */
  readonly OriginalRecipient: string;
  readonly Subject: string;
  /** Postmark's own id; the mail's is among its headers. */
  readonly MessageID: string;
  readonly MessageStream: string;
  readonly ReplyTo: string;
  readonly MailboxHash: string;
  /** As in the mail: `Thu, 9 Oct 2025 08:53:20 +0000`. */
  readonly Date: string;
  readonly TextBody: string;
  readonly HtmlBody: string;
  readonly StrippedTextReply: string;
  readonly Tag: string;
  readonly Headers: readonly { readonly Name: string; readonly Value: string }[];
  readonly Attachments: readonly PostmarkAttachment[];
  /** The whole mail, where the server is set to send it. */
  readonly RawEmail?: string;
}

export interface PostmarkInboundEvents {
  readonly inbound: PostmarkInboundMail;
}
