import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Xero sends. */
export const xeroEventNames: readonly string[] = ['CONTACT', 'CREDITNOTE', 'INVOICE', 'SUBSCRIPTION'].flatMap(
  (category) => [`${category}.CREATE`, `${category}.UPDATE`],
);

export const xeroSamples: Readonly<Record<string, Sample>> = {
  'INVOICE.UPDATE': sampleOf('INVOICE', 'UPDATE', 'Invoices'),
  'CONTACT.CREATE': sampleOf('CONTACT', 'CREATE', 'Contacts'),
};

/** Xero tells its events by a sequence and by what they are about: this one is about another thing. */
export function freshenXero(sample: Sample, { id, now }: Freshness): Sample {
  const events = valueAt(sample.body, 'events');
  const fresh = { resourceId: id, eventDateUtc: now.toISOString().slice(0, -1) };
  const renewed = Array.isArray(events) ? events.map((event) => withFields(event, fresh)) : [];
  return { ...sample, body: withFields(sample.body, { events: renewed }) };
}

function sampleOf(eventCategory: string, eventType: string, path: string): Sample {
  const resourceId = '717f2bfc-c6d4-41fd-b238-3f2f0c0cf777';
  const event = {
    resourceUrl: `https://api.xero.com/api.xro/2.0/${path}/${resourceId}`,
    resourceId,
    eventDateUtc: '2026-01-15T15:20:41.128',
    eventType,
    eventCategory,
    tenantId: 'c2cc9b6e-9458-4c7d-93cc-f02b81b0594f',
    tenantType: 'ORGANISATION',
  };
  return { body: { events: [event], firstEventSequence: 1, lastEventSequence: 1, entropy: 'S0m3r4Nd0mt3xt' } };
}
