import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What LiveKit is known to send. */
export const livekitEventNames = [
  'egress_ended',
  'egress_started',
  'egress_updated',
  'ingress_ended',
  'ingress_started',
  'participant_connection_aborted',
  'participant_joined',
  'participant_left',
  'room_finished',
  'room_started',
  'track_published',
  'track_unpublished',
] as const;

function sampleOf(event: string, fields: object): Sample {
  return {
    headers: { 'content-type': 'application/webhook+json' },
    body: {
      event,
      id: 'EV_invented',
      createdAt: '1760000000',
      room: { sid: 'RM_invented', name: 'kitchen' },
      ...fields,
    },
  };
}

export const livekitSamples: Readonly<Record<string, Sample>> = {
  room_started: sampleOf('room_started', {}),
  participant_joined: sampleOf('participant_joined', {
    participant: { sid: 'PA_invented', identity: 'ada', name: 'Ada', state: 'ACTIVE' },
  }),
};

export function freshenLivekit(sample: Sample, { id, now }: Freshness): Sample {
  const createdAt = String(Math.floor(now.getTime() / 1_000));
  return { ...sample, body: withFields(sample.body, { id: `EV_${id}`, createdAt }) };
}
