import type { Freshness, Sample } from '../kit/index.js';

const CHANGED_AT = '2026-01-15T15:20:41.000Z';
const ENTITIES = ['Account', 'Bill', 'Customer', 'Estimate', 'Invoice', 'Item', 'Payment', 'Vendor'] as const;
const OPERATIONS = ['Create', 'Delete', 'Emailed', 'Merge', 'Update', 'Void'] as const;

/** What QuickBooks sends, as far as most apps meet it; and the names that the same has as a CloudEvent. */
export const quickbooksEventNames = [
  ...ENTITIES.flatMap((entity) => OPERATIONS.map((operation) => `${entity}.${operation}` as const)),
  'qbo.customer.created.v1',
  'qbo.customer.updated.v1',
  'qbo.invoice.created.v1',
  'qbo.invoice.updated.v1',
  'qbo.payment.created.v1',
] as const;

export const quickbooksSamples: Readonly<Record<string, Sample>> = {
  'Invoice.Create': { body: notificationOf('Invoice', 'Create', '145') },
  'Customer.Update': { body: notificationOf('Customer', 'Update', '67') },
};

/** A change is told by its record and by its time. */
export function freshenQuickbooks(sample: Sample, { id, now }: Freshness): Sample {
  const text = JSON.stringify(sample.body)
    .replace(/"id":"\d+"/, () => `"id":${JSON.stringify(id)}`)
    .replace(CHANGED_AT, now.toISOString());
  return { ...sample, body: JSON.parse(text) as unknown };
}

function notificationOf(name: string, operation: string, id: string): object {
  const entities = [{ name, id, operation, lastUpdated: CHANGED_AT }];
  return { eventNotifications: [{ realmId: '1185883450', dataChangeEvent: { entities } }] };
}
