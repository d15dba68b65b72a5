import type { Freshness, Sample } from '../kit/index.js';

const person = {
  'data[id]': '8a25ff1d98',
  'data[list_id]': 'a6b5da1054',
  'data[email]': 'ada@example.com',
  'data[email_type]': 'html',
  'data[ip_opt]': '203.0.113.7',
  'data[merges][EMAIL]': 'ada@example.com',
  'data[merges][FNAME]': 'Ada',
  'data[merges][LNAME]': 'Lovelace',
  'data[merges][INTERESTS]': 'Engines, Weaving',
};

export const mailchimpSamples: Readonly<Record<string, Sample>> = {
  subscribe: sampleOf('subscribe', person),
  unsubscribe: sampleOf('unsubscribe', { 'data[action]': 'unsub', 'data[reason]': 'manual', ...person }),
  cleaned: sampleOf('cleaned', {
    'data[list_id]': 'a6b5da1054',
    'data[campaign_id]': '4fjk2ma9xd',
    'data[reason]': 'hard',
    'data[email]': 'ada@example.com',
  }),
};

/** Mailchimp gives no id to a delivery: the address is what makes another one. */
export function freshenMailchimp(sample: Sample, { id, now }: Freshness): Sample {
  const fields = new URLSearchParams(String(sample.body));
  fields.set('fired_at', now.toISOString().slice(0, 19).replace('T', ' '));
  fields.set('data[email]', `ada+${id}@example.com`);
  return { ...sample, body: fields.toString() };
}

function sampleOf(type: string, data: Readonly<Record<string, string>>): Sample {
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ type, fired_at: '2026-01-15 15:20:41', ...data }).toString(),
  };
}
