import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** All that Strava sends. */
export const stravaEventNames: readonly string[] = [
  'activity.create',
  'activity.delete',
  'activity.update',
  'athlete.update',
];

function sampleOf(fields: object): Sample {
  return {
    body: {
      object_id: 1_360_128_428,
      owner_id: 134_815,
      subscription_id: 120_475,
      event_time: 1_760_000_000,
      updates: {},
      ...fields,
    },
  };
}

export const stravaSamples: Readonly<Record<string, Sample>> = {
  'activity.create': sampleOf({ object_type: 'activity', aspect_type: 'create' }),
  'athlete.update': sampleOf({ object_type: 'athlete', aspect_type: 'update', updates: { authorized: 'false' } }),
};

/** Strava's ids are numbers: one is made of the id of the delivery. */
export function freshenStrava(sample: Sample, { id, now }: Freshness): Sample {
  const number = [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000_000_007, 0);
  const event_time = Math.floor(now.getTime() / 1_000);
  return { ...sample, body: withFields(sample.body, { object_id: number, event_time }) };
}
