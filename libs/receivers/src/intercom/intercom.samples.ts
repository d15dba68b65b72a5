import type { Sample } from '../kit/index.js';

/** What Intercom is known to send. */
export const intercomEventNames = [
  'company.created',
  'company.deleted',
  'company.updated',
  'contact.archived',
  'contact.created',
  'contact.deleted',
  'contact.email.updated',
  'contact.lead.created',
  'contact.merged',
  'contact.tag.created',
  'contact.unsubscribed',
  'contact.user.created',
  'contact.user.updated',
  'conversation.admin.assigned',
  'conversation.admin.closed',
  'conversation.admin.noted',
  'conversation.admin.opened',
  'conversation.admin.replied',
  'conversation.admin.single.created',
  'conversation.admin.snoozed',
  'conversation.admin.unsnoozed',
  'conversation.deleted',
  'conversation.priority.updated',
  'conversation.rating.added',
  'conversation.user.created',
  'conversation.user.replied',
  'conversation_part.tag.created',
  'event.created',
  'ping',
  'ticket.attribute.updated',
  'ticket.created',
  'ticket.note.created',
  'ticket.state.updated',
] as const;

function notificationOf(topic: string, item: object): Sample {
  return {
    body: {
      type: 'notification_event',
      app_id: 'a86dr8yl',
      id: 'notif_ccd8a4d0-f965-11e3-a367-c779cae3e1b3',
      topic,
      created_at: 1_760_000_000,
      delivery_attempts: 1,
      data: { type: 'notification_event_data', item },
    },
  };
}

export const intercomSamples: Readonly<Record<string, Sample>> = {
  'conversation.user.created': notificationOf('conversation.user.created', {
    type: 'conversation',
    id: '1039067180',
    state: 'open',
    open: true,
    created_at: 1_759_999_990,
    updated_at: 1_759_999_990,
    source: { type: 'conversation', body: '<p>Is it open today?</p>', author: { type: 'user', id: '5f3e' } },
  }),
  ping: notificationOf('ping', { type: 'ping', message: 'Hello from Intercom' }),
};
