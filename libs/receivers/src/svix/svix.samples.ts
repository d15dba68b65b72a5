import type { Sample } from '../kit/index.js';

/** Svix's own examples; `message` is what names no type. */
export const svixEventNames: readonly string[] = ['invoice.paid', 'message', 'user.created'];

export const svixSamples: Readonly<Record<string, Sample>> = {
  'invoice.paid': {
    body: { type: 'invoice.paid', timestamp: '2025-10-09T08:53:20.000Z', data: { id: 'in_1TwCT', amount: 2_000 } },
  },
  'user.created': {
    body: { type: 'user.created', timestamp: '2025-10-09T08:53:20.000Z', data: { id: 'usr_1f81eb52', name: 'Ada' } },
  },
};
