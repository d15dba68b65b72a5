import type { Freshness, Sample } from '../kit/index.js';

/** Mail is all that comes in. */
export const sendgridInboundEventNames: readonly string[] = ['inbound'];

const BOUNDARY = 'xYzZY';

function partOf(name: string, content: string, more = ''): string {
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
}

function mailOf(messageId: string, date: string): string {
  return [
    partOf('headers', `Message-ID: <${messageId}@example.com>\nDate: ${date}\nSubject: Where are my cups?\n`),
    partOf('from', 'Ada Lovelace <ada@example.com>'),
    partOf('to', 'orders@parse.example.com'),
    partOf('subject', 'Where are my cups?'),
    partOf('text', 'They have not come yet.\n'),
    partOf('html', '<p>They have not come yet.</p>'),
    partOf('envelope', '{"to":["orders@parse.example.com"],"from":"ada@example.com"}'),
    partOf('charsets', '{"to":"UTF-8","from":"UTF-8","subject":"UTF-8","text":"UTF-8","html":"UTF-8"}'),
    partOf('sender_ip', '192.0.2.1'),
    partOf('SPF', 'pass'),
    partOf('dkim', '{@example.com : pass}'),
    partOf('attachments', '1'),
    partOf('attachment-info', '{"attachment1":{"filename":"receipt.txt","name":"receipt.txt","type":"text/plain"}}'),
    partOf('attachment1', 'Two cups\n', '; filename="receipt.txt"\r\nContent-Type: text/plain'),
    `--${BOUNDARY}--\r\n`,
  ].join('');
}

export const sendgridInboundSamples: Readonly<Record<string, Sample>> = {
  inbound: {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: mailOf('c0ffee', 'Thu, 15 Jan 2026 08:53:20 +0000'),
  },
};

/** The id and the time of a mail stand among its headers. */
export function freshenSendgridInbound(sample: Sample, { id, now }: Freshness): Sample {
  return typeof sample.body === 'string' ? { ...sample, body: mailOf(id, now.toUTCString()) } : sample;
}
