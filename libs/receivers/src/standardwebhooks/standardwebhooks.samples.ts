import type { Sample } from '../kit/index.js';

/** The examples of the specification; `message` is what names no type. */
export const standardwebhooksEventNames: readonly string[] = ['contact.created', 'message', 'user.created'];

export const standardwebhooksSamples: Readonly<Record<string, Sample>> = {
  'user.created': {
    body: { type: 'user.created', timestamp: '2025-10-09T08:53:20.000Z', data: { id: 'usr_1f81eb52', name: 'Ada' } },
  },
  'contact.created': {
    body: {
      type: 'contact.created',
      timestamp: '2025-10-09T08:53:20.000Z',
      data: { id: '1f81eb52-5198-4599-803e-771906343485', type: 'contact', attributes: { name: 'Jenny Rosen' } },
    },
  },
};
