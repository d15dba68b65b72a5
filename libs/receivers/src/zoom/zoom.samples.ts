import type { Sample } from '../kit/index.js';

/** What Zoom is known to send. */
export const zoomEventNames = [
  'app_deauthorized',
  'meeting.created',
  'meeting.deleted',
  'meeting.ended',
  'meeting.participant_joined',
  'meeting.participant_left',
  'meeting.registration_created',
  'meeting.sharing_started',
  'meeting.started',
  'meeting.summary_completed',
  'meeting.updated',
  'phone.callee_ended',
  'phone.caller_ringing',
  'phone.recording_completed',
  'recording.completed',
  'recording.deleted',
  'recording.started',
  'recording.stopped',
  'recording.transcript_completed',
  'user.created',
  'user.deactivated',
  'user.deleted',
  'user.updated',
  'webinar.created',
  'webinar.ended',
  'webinar.participant_joined',
  'webinar.registration_created',
  'webinar.started',
] as const;

const MEETING = {
  id: '1234567890',
  uuid: '4444AAAiAAAAAiAiAiiAii==',
  host_id: 'x1yCzABCDEfg23HiJKl4mN',
  topic: 'Stand-up',
  type: 2,
  start_time: '2025-10-09T08:50:00Z',
  duration: 15,
  timezone: 'Europe/Zurich',
};

function eventOf(event: string, object: object): Sample {
  return { body: { event, event_ts: 1_760_000_000_000, payload: { account_id: 'AAAAAABBBB', object } } };
}

export const zoomSamples: Readonly<Record<string, Sample>> = {
  'meeting.started': eventOf('meeting.started', MEETING),
  'meeting.participant_joined': eventOf('meeting.participant_joined', {
    ...MEETING,
    participant: { user_id: '1234567890', user_name: 'Ada', join_time: '2025-10-09T08:51:00Z' },
  }),
  'recording.completed': eventOf('recording.completed', {
    ...MEETING,
    share_url: 'https://zoom.us/rec/share/invented',
    recording_files: [{ id: 'ed6c2f27', file_type: 'MP4', file_size: 3_328_371, status: 'completed' }],
  }),
};
