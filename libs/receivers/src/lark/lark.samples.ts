import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Lark is known to send, as far as most apps meet it. */
export const larkEventNames = [
  'application.bot.menu_v6',
  'approval_instance',
  'calendar.calendar.event.changed_v4',
  'card.action.trigger',
  'contact.user.created_v3',
  'contact.user.deleted_v3',
  'contact.user.updated_v3',
  'drive.file.edit_v1',
  'im.chat.disbanded_v1',
  'im.chat.member.bot.added_v1',
  'im.chat.member.bot.deleted_v1',
  'im.message.message_read_v1',
  'im.message.reaction.created_v1',
  'im.message.receive_v1',
] as const;

function sampleOf(eventType: string, event: object): Sample {
  return {
    body: {
      schema: '2.0',
      header: {
        event_id: 'f7984f25108f8137722bb63cee927e66',
        event_type: eventType,
        create_time: '1760000000000',
        app_id: 'cli_invented',
        tenant_key: 'invented',
      },
      event,
    },
  };
}

const ada = { union_id: 'on_ada', open_id: 'ou_ada' };

export const larkSamples: Readonly<Record<string, Sample>> = {
  'im.message.receive_v1': sampleOf('im.message.receive_v1', {
    sender: { sender_id: ada, sender_type: 'user', tenant_key: 'invented' },
    message: {
      message_id: 'om_1',
      create_time: '1760000000000',
      chat_id: 'oc_1',
      chat_type: 'group',
      message_type: 'text',
      content: '{"text":"Two cups, please"}',
    },
  }),
  'im.chat.member.bot.added_v1': sampleOf('im.chat.member.bot.added_v1', {
    chat_id: 'oc_1',
    operator_id: ada,
    external: false,
    operator_tenant_key: 'invented',
  }),
};

export function freshenLark(sample: Sample, { id, now }: Freshness): Sample {
  const fresh = { event_id: id, create_time: String(now.getTime()) };
  return { ...sample, body: withFields(sample.body, { header: withFields(valueAt(sample.body, 'header'), fresh) }) };
}
