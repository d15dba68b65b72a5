import { verify } from 'node:crypto';
import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

const PEM = (base64) => `-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----`;

export default function sendgridVectors() {
  // ECDSA signs differently every time: signed once, with the private half of this invented key, and checked here.
  const invented =
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEk1Z87sYaeWZyvSZs8MyMwpup19N8S6T9xU/l9XSd/XkrRUFarkPIJFUxsaC9Nq8ZQUMbfyDXXzPJhPgXnG49hQ==';
  const url = 'https://hub.example.com/api/webhooks/incoming/sendgrid';
  const signed = (name, body, signature, events, more = {}) => {
    const { publicKey = invented, seconds = NOW_SECONDS, ...rest } = more;
    const timestamp = String(seconds);
    if (!verify('sha256', Buffer.from(timestamp + body), PEM(publicKey), Buffer.from(signature, 'base64')))
      throw new Error(`sendgrid ${name}: the signature does not fit`);
    const made = vector({
      name,
      origin: 'own',
      by: 'twilio.com/docs/sendgrid, Event Webhook security features: ECDSA of timestamp and body',
      url,
      headers: {
        'content-type': JSON_TYPE,
        'x-twilio-email-event-webhook-signature': signature,
        'x-twilio-email-event-webhook-timestamp': timestamp,
      },
      body,
      config: { publicKey },
      expect: { events },
      ...rest,
    });
    return { ...made, nowMs: seconds * 1_000 };
  };
  const one = (id, event, seconds, subject = 'ada@example.com') => ({
    id,
    type: `sendgrid.${event}`,
    subject,
    time: iso(seconds),
  });
  const email = 'ada@example.com';
  const batch = [
    { email, timestamp: 1759999995, event: 'processed', sg_event_id: 'ev-1', sg_message_id: 'm-1.filter-1' },
    {
      email,
      timestamp: 1759999996,
      event: 'delivered',
      response: '250 OK',
      sg_event_id: 'ev-2',
      sg_message_id: 'm-1.filter-1',
    },
  ];
  const exotic = [
    {
      email,
      timestamp: 1759999997,
      event: 'click',
      url: 'https://example.com/Zürich?🚀=$&100%',
      category: ['$1'],
      sg_event_id: 'ev-3',
    },
  ];
  return [
    signed(
      'batch',
      `${JSON.stringify(batch)}\r\n`,
      'MEQCIGeuOZBvA/2su25dt7PVYuXmXrluKxUAyj6H3ZbxQgX3AiAZuiD42qX47e6aULbEwRmNHG/kNdn58V0kxFx5ry/Vdw==',
      [one('ev-1', 'processed', 1759999995), one('ev-2', 'delivered', 1759999996)],
    ),
    signed(
      'exotic-characters',
      JSON.stringify(exotic),
      'MEQCIA7hRmIjGc7m8MjDWUOQgMIKx+0e21n1tHgiUwyfUDRrAiB1GCXG5LzX1uQOR3UkulLTTYD0kKOP5y1eveEAabpi+w==',
      [one('ev-3', 'click', 1759999997)],
    ),
    signed(
      'sdk-test',
      '[{"email":"hello@world.com","event":"dropped","reason":"Bounced Address","sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA",' +
        '"sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0",' +
        '"smtp-id":"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>","timestamp":1600112492}]\r\n',
      'MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=',
      [one('ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA', 'dropped', 1600112492, 'hello@world.com')],
      {
        origin: 'published',
        by: '@sendgrid/eventwebhook@8.0.0 src/eventwebhook.spec.js',
        seconds: 1600112502,
        publicKey:
          'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==',
      },
    ),
  ];
}
