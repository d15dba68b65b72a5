import type { Sample } from '../kit/index.js';

/** Mail is all that comes in. */
export const postmarkInboundEventNames: readonly string[] = ['inbound'];

const ada = { Email: 'ada@example.com', Name: 'Ada Lovelace', MailboxHash: '' };
const shop = { Email: 'orders+6735@inbound.example.com', Name: '', MailboxHash: '6735' };

export const postmarkInboundSamples: Readonly<Record<string, Sample>> = {
  inbound: {
    body: {
      From: ada.Email,
      FromName: ada.Name,
      FromFull: ada,
      To: shop.Email,
      ToFull: [shop],
      Cc: '',
      CcFull: [],
      Bcc: '',
      BccFull: [],
      OriginalRecipient: shop.Email,
      Subject: 'Where are my cups?',
      MessageID: '22c74902-a0c1-4511-804f-341342852c90',
      MessageStream: 'inbound',
      ReplyTo: '',
      MailboxHash: '6735',
      Date: 'Thu, 15 Jan 2026 08:53:20 +0000',
      TextBody: 'They have not come yet.\n',
      HtmlBody: '<p>They have not come yet.</p>',
      StrippedTextReply: '',
      Tag: '',
      Headers: [{ Name: 'Message-ID', Value: '<c0ffee@example.com>' }],
      Attachments: [
        { Name: 'receipt.txt', Content: 'VHdvIGN1cHMK', ContentType: 'text/plain', ContentLength: 9, ContentID: '' },
      ],
    },
  },
};
