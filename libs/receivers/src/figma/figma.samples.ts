import type { Sample } from '../kit/index.js';

/** What Figma is known to send. */
export const figmaEventNames = [
  'DEV_MODE_STATUS_UPDATE',
  'FILE_COMMENT',
  'FILE_DELETE',
  'FILE_UPDATE',
  'FILE_VERSION_UPDATE',
  'LIBRARY_PUBLISH',
  'PING',
] as const;

const COMMON = {
  webhook_id: '22',
  timestamp: '2025-10-09T08:53:20Z',
  protocol_version: '2',
  retries: 0,
};
const FILE = {
  file_key: 'zH4TQ8CkDvR2',
  file_name: 'Checkout',
  triggered_by: { id: '813845097374535682', handle: 'Ada' },
};

export const figmaSamples: Readonly<Record<string, Sample>> = {
  FILE_UPDATE: { body: { ...COMMON, ...FILE, event_type: 'FILE_UPDATE' } },
  FILE_COMMENT: {
    body: {
      ...COMMON,
      ...FILE,
      event_type: 'FILE_COMMENT',
      comment: [{ text: 'Larger, please.' }],
      comment_id: '32',
      created_at: '2025-10-09T08:53:19Z',
      mentions: [],
    },
  },
  PING: { body: { ...COMMON, event_type: 'PING' } },
};
