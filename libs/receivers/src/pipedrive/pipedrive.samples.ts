import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const ENTITIES = ['activity', 'deal', 'lead', 'note', 'organization', 'person', 'pipeline', 'product', 'stage', 'user'];

/** What Pipedrive is known to send: anything of these can be created, changed and deleted. */
export const pipedriveEventNames: readonly string[] = ENTITIES.flatMap((entity) =>
  ['create', 'change', 'delete'].map((action) => `${entity}.${action}`),
);

function sampleOf(entity: string, action: string, data: object | null, previous: object | null): Sample {
  return {
    body: {
      data,
      previous,
      meta: {
        action,
        entity,
        entity_id: '1',
        id: '7d7c5f2a-0000-4000-8000-000000000001',
        timestamp: '2026-01-15T08:53:20.000Z',
        version: '2.0',
        webhook_id: '5',
        attempt: 1,
      },
    },
  };
}

export const pipedriveSamples: Readonly<Record<string, Sample>> = {
  'deal.create': sampleOf('deal', 'create', { id: 1, title: 'Two hundred cups', value: 2_000, currency: 'EUR' }, null),
  'person.change': sampleOf('person', 'change', { id: 1, name: 'Ada Lovelace' }, { name: 'Ada Byron' }),
};

export function freshenPipedrive(sample: Sample, { id, now }: Freshness): Sample {
  const meta = withFields(valueAt(sample.body, 'meta'), { id, timestamp: now.toISOString() });
  return { ...sample, body: withFields(sample.body, { meta }) };
}
