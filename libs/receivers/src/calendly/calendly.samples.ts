import type { Sample } from '../kit/index.js';

/** What Calendly is known to send. */
export const calendlyEventNames = [
  'event_type.created',
  'event_type.deleted',
  'event_type.updated',
  'invitee.canceled',
  'invitee.created',
  'invitee_no_show.created',
  'invitee_no_show.deleted',
  'routing_form_submission.created',
] as const;

const INVITEE = {
  uri: 'https://api.calendly.com/scheduled_events/AAAAAAAAAAAAAAAA/invitees/AAAAAAAAAAAAAAAA',
  email: 'ada@example.org',
  name: 'Ada Lovelace',
  status: 'active',
  rescheduled: false,
  timezone: 'Europe/Zurich',
  cancel_url: 'https://calendly.com/cancellations/AAAAAAAAAAAAAAAA',
  reschedule_url: 'https://calendly.com/reschedulings/AAAAAAAAAAAAAAAA',
  questions_and_answers: [],
  scheduled_event: {
    uri: 'https://api.calendly.com/scheduled_events/AAAAAAAAAAAAAAAA',
    name: '15 minutes',
    status: 'active',
    start_time: '2025-10-10T08:00:00.000000Z',
    end_time: '2025-10-10T08:15:00.000000Z',
    event_type: 'https://api.calendly.com/event_types/AAAAAAAAAAAAAAAA',
  },
};
const CREATED_BY = 'https://api.calendly.com/users/AAAAAAAAAAAAAAAA';

export const calendlySamples: Readonly<Record<string, Sample>> = {
  'invitee.created': {
    body: {
      event: 'invitee.created',
      created_at: '2025-10-09T08:53:20.000000Z',
      created_by: CREATED_BY,
      payload: INVITEE,
    },
  },
  'invitee.canceled': {
    body: {
      event: 'invitee.canceled',
      created_at: '2025-10-09T08:53:20.000000Z',
      created_by: CREATED_BY,
      payload: {
        ...INVITEE,
        status: 'canceled',
        cancellation: { canceled_by: 'Ada Lovelace', reason: null, canceler_type: 'invitee' },
      },
    },
  },
};
