import type { Sample } from '../kit/index.js';

/** What Bird is known to send: events of conversations, and the states of a message. */
export const messagebirdEventNames = [
  'conversation.created',
  'conversation.updated',
  'delivered',
  'delivery_failed',
  'message.created',
  'message.updated',
  'sent',
] as const;

export const messagebirdSamples: Readonly<Record<string, Sample>> = {
  'message.created': {
    body: {
      type: 'message.created',
      message: {
        id: 'e9c8a1d2f0b34c5d',
        conversationId: '2e15efafec384e1c82e9842075e87beb',
        platform: 'whatsapp',
        to: '+31612345678',
        from: '+31687654321',
        direction: 'received',
        status: 'received',
        type: 'text',
        content: { text: 'Two cups, please' },
        createdDatetime: '2026-01-15T08:53:20Z',
      },
    },
  },
  delivered: {
    body: {
      id: 'e8077d803532c0b5937c639b60216938',
      recipient: '31612345678',
      status: 'delivered',
      statusDatetime: '2026-01-15T08:53:20+00:00',
    },
  },
};
