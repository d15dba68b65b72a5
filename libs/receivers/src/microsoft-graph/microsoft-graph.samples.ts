import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** All that Graph sends: what happened to a resource, or to the subscription. */
export const microsoftGraphEventNames: readonly string[] = [
  'created',
  'deleted',
  'missed',
  'reauthorizationRequired',
  'subscriptionRemoved',
  'updated',
];

function sampleOf(notification: object): Sample {
  return {
    body: {
      value: [
        {
          subscriptionId: '76222963-cc7b-42d2-882d-8aaa69cb2ba3',
          subscriptionExpirationDateTime: '2026-01-18T08:53:20.000Z',
          tenantId: '84bd8158-6d4d-4958-8b9f-9d6445542f95',
          ...notification,
        },
      ],
    },
  };
}

export const microsoftGraphSamples: Readonly<Record<string, Sample>> = {
  created: sampleOf({
    changeType: 'created',
    resource: "Users('48d31887-5fad-4d73-a9f5-3c356e68a038')/Messages('AAMkAGUwNjQ4ZjIx')",
    resourceData: { '@odata.type': '#Microsoft.Graph.Message', id: 'AAMkAGUwNjQ4ZjIx' },
  }),
  reauthorizationRequired: sampleOf({ lifecycleEvent: 'reauthorizationRequired' }),
};

export function freshenMicrosoftGraph(sample: Sample, { id }: Freshness): Sample {
  const notification = withFields(valueAt(sample.body, 'value', '0'), { id });
  return { ...sample, body: withFields(sample.body, { value: [notification] }) };
}
