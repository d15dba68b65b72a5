import type { Sample } from '../kit/index.js';

/** What Airtable is known to send. */
export const airtableEventNames: readonly string[] = ['notification'];

export const airtableSamples: Readonly<Record<string, Sample>> = {
  notification: {
    body: {
      base: { id: 'app00000000000000' },
      webhook: { id: 'ach00000000000000' },
      timestamp: '2025-10-09T08:53:20.000Z',
    },
  },
};
