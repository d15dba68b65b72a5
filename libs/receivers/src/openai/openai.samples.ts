import type { Sample } from '../kit/index.js';

/** What OpenAI is known to send. */
export const openaiEventNames = [
  'batch.cancelled',
  'batch.completed',
  'batch.expired',
  'batch.failed',
  'eval.run.canceled',
  'eval.run.failed',
  'eval.run.succeeded',
  'fine_tuning.job.cancelled',
  'fine_tuning.job.failed',
  'fine_tuning.job.succeeded',
  'realtime.call.incoming',
  'response.cancelled',
  'response.completed',
  'response.failed',
  'response.incomplete',
] as const;

function eventOf(type: string, data: object): Sample {
  return {
    body: { object: 'event', id: 'evt_685343a1381c819085d44c354e1b330e', type, created_at: 1_760_000_000, data },
  };
}

export const openaiSamples: Readonly<Record<string, Sample>> = {
  'response.completed': eventOf('response.completed', { id: 'resp_68534393a5d0819f8a4b3c2e1d0f9e8d' }),
  'batch.completed': eventOf('batch.completed', { id: 'batch_68534393a5d0819f' }),
  'realtime.call.incoming': eventOf('realtime.call.incoming', {
    call_id: 'rtc_u1_9c6574da8b8a41a18da9308f4ad974ce',
    sip_headers: [{ name: 'From', value: 'sip:+41435550100@example.com' }],
  }),
};
