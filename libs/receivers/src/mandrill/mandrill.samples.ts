import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const message = {
  _id: 'exampleaaaaaaaaaaaaaaaaaaaaaaaaa',
  ts: 1_768_490_441,
  email: 'ada@example.com',
  sender: 'engine@example.com',
  subject: 'Your numbers are ready',
  state: 'sent',
  tags: ['report'],
  metadata: { user_id: 111 },
  template: null,
  opens: [],
  clicks: [],
  smtp_events: [],
  resends: [],
};

const whereabouts = {
  ip: '203.0.113.7',
  user_agent: 'Mozilla/5.0',
  location: null,
  user_agent_parsed: null,
};

export const mandrillSamples: Readonly<Record<string, Sample>> = {
  send: sampleOf({ event: 'send', msg: message }),
  click: sampleOf({
    event: 'click',
    ...whereabouts,
    url: 'https://example.com/numbers',
    msg: { ...message, clicks: [{ ts: 1_768_490_500, url: 'https://example.com/numbers' }] },
  }),
  hard_bounce: sampleOf({
    event: 'hard_bounce',
    msg: {
      ...message,
      state: 'bounced',
      bounce_description: 'bad_mailbox',
      bgtools_code: 10,
      diag: 'smtp;550 5.1.1 The email account that you tried to reach does not exist.',
    },
  }),
  'denylist.add': sampleOf({
    type: 'denylist',
    action: 'add',
    reject: { email: 'ada@example.com', reason: 'hard-bounce', detail: null },
  }),
};

/** Each event of the batch with an id and a time of its own. */
export function freshenMandrill(sample: Sample, { id, now }: Freshness): Sample {
  const fields = new URLSearchParams(String(sample.body));
  const events: unknown = JSON.parse(fields.get('mandrill_events') ?? '[]');
  const fresh = { _id: id, ts: Math.floor(now.getTime() / 1_000) };
  const renewed = Array.isArray(events) ? events.map((event) => withFields(event, fresh)) : [];
  fields.set('mandrill_events', JSON.stringify(renewed));
  return { ...sample, body: fields.toString() };
}

function sampleOf(event: object): Sample {
  const events = [{ ...event, _id: message._id, ts: message.ts }];
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ mandrill_events: JSON.stringify(events) }).toString(),
  };
}
