import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What EasyPost is known to send. */
export const easypostEventNames = [
  'batch.created',
  'batch.updated',
  'insurance.cancelled',
  'insurance.purchased',
  'payment.completed',
  'payment.created',
  'payment.failed',
  'refund.successful',
  'report.available',
  'report.failed',
  'scan_form.created',
  'shipment.invoice.created',
  'tracker.created',
  'tracker.updated',
] as const;

function sampleOf(description: string, result: object): Sample {
  return {
    body: {
      id: 'evt_invented',
      object: 'Event',
      mode: 'test',
      description,
      created_at: '2026-01-15T08:53:20.000Z',
      updated_at: '2026-01-15T08:53:20.000Z',
      previous_attributes: {},
      status: 'completed',
      result,
    },
  };
}

export const easypostSamples: Readonly<Record<string, Sample>> = {
  'tracker.updated': sampleOf('tracker.updated', {
    id: 'trk_invented',
    object: 'Tracker',
    tracking_code: 'EZ1000000001',
    status: 'in_transit',
    status_detail: 'arrived_at_facility',
    carrier: 'USPS',
    est_delivery_date: '2026-01-17T00:00:00Z',
    shipment_id: null,
    public_url: 'https://track.easypost.com/invented',
    tracking_details: [],
  }),
  'batch.updated': sampleOf('batch.updated', {
    id: 'batch_invented',
    object: 'Batch',
    state: 'purchased',
    num_shipments: 2,
  }),
};

export function freshenEasypost(sample: Sample, { id, now }: Freshness): Sample {
  return { ...sample, body: withFields(sample.body, { id: `evt_${id}`, created_at: now.toISOString() }) };
}
