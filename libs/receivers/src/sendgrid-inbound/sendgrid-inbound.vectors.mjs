import { verify } from 'node:crypto';
import { iso, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function sendgridInboundVectors() {
  const code = 'invented-sendgrid-code-0123456789abcdef';
  // ECDSA signs differently every time: signed once, with the private half of this invented key, and checked here.
  const publicKey =
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEk1Z87sYaeWZyvSZs8MyMwpup19N8S6T9xU/l9XSd/XkrRUFarkPIJFUxsaC9Nq8ZQUMbfyDXXzPJhPgXnG49hQ==';
  const signature = 'MEUCIQCSRKgpnTZLxpeuHpnqucAEhBcaxEw/1xhdH4ssMM2gHQIgF4I1F21rBr1Xx4ZJS7W9Zz8zG6fYgFfPiY6o/4tYWMs=';
  const path = 'https://hub.example.com/api/webhooks/incoming/sendgrid-inbound';
  const part = (name, content, more = '') =>
    Buffer.concat([
      Buffer.from(`--xYzZY\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]);
  const bodyOf = (...parts) => Buffer.concat([...parts, Buffer.from('--xYzZY--\r\n')]);
  const to = part('to', 'in@parse.example.com');
  const from = part('from', 'Ada <ada@example.com>');
  const one = (name, body, id, more) =>
    vector({
      name,
      origin: 'own',
      by: 'twilio.com/docs/sendgrid/for-developers/parsing-email/setting-up-the-inbound-parse-webhook',
      url: `${path}?code=${code}`,
      headers: { 'content-type': 'multipart/form-data; boundary=xYzZY', 'user-agent': 'SendGrid/1.0' },
      body,
      config: { code },
      expect: {
        events: [
          {
            id,
            type: 'sendgrid-inbound.inbound',
            subject: 'in@parse.example.com',
            time: '2025-10-09T08:53:20.000Z',
          },
        ],
      },
      ...more,
    });
  const headersOf = (id) =>
    part('headers', `Received: by x\nMessage-ID:\n <${id}>\nDate: Thu, 9 Oct 2025 10:53:20 +0200\n`);
  const raw = `Message-Id: <raw-1@example.com>\r\nDate: Thu, 9 Oct 2025 08:53:20 +0000\r\n\r\nMessage-Id: <no>\r\n`;
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff]);
  const signed = bodyOf(
    to,
    from,
    part('subject', 'Signed'),
    part('headers', 'Message-ID: <signed-1@example.com>\r\nDate: Thu, 9 Oct 2025 08:53:20 +0000\r\n'),
  );
  const key = `-----BEGIN PUBLIC KEY-----\n${publicKey}\n-----END PUBLIC KEY-----`;
  const message = Buffer.concat([Buffer.from(String(NOW_SECONDS)), signed]);
  if (!verify('sha256', message, key, Buffer.from(signature, 'base64')))
    throw new Error('sendgrid-inbound: the signature does not fit');
  return [
    one('mail', bodyOf(headersOf('abc@example.com'), from, to, part('subject', 'Hi')), '<abc@example.com>'),
    one(
      'exotic-characters',
      bodyOf(
        headersOf('exotic@example.com'),
        part('charsets', '{"subject":"UTF-8","text":"iso-8859-1"}'),
        to,
        part('subject', 'Zürich 🚀 $& 100%'),
        part('text', Buffer.from('Zürich', 'latin1')),
        part('attachment1', png, '; filename="Zürich.png"\r\nContent-Type: image/png'),
      ),
      '<exotic@example.com>',
    ),
    one('raw-message', bodyOf(to, part('email', raw)), '<raw-1@example.com>'),
    one('signed', signed, '<signed-1@example.com>', {
      by: 'twilio.com/docs/sendgrid/for-developers/parsing-email/securing-your-parse-webhooks',
      url: path,
      headers: {
        'content-type': 'multipart/form-data; boundary=xYzZY',
        'x-twilio-email-event-webhook-signature': signature,
        'x-twilio-email-event-webhook-timestamp': String(NOW_SECONDS),
      },
      config: { publicKey },
      expect: {
        events: [{ id: '<signed-1@example.com>', type: 'sendgrid-inbound.inbound', time: iso(NOW_SECONDS) }],
      },
    }),
  ];
}
