import type { Sample } from '../kit/index.js';

/** What monday.com is known to send. */
export const mondayEventNames = [
  'archive_pulse',
  'change_column_value',
  'change_name',
  'create_column',
  'create_pulse',
  'create_subitem',
  'create_update',
  'delete_pulse',
  'delete_update',
  'edit_update',
  'move_pulse_into_board',
  'move_pulse_into_group',
  'update_column_value',
  'update_name',
] as const;

const COMMON = {
  app: 'monday',
  userId: 9_603_417,
  originalTriggerUuid: null,
  boardId: 1_771_812_698,
  pulseId: 1_772_099_344,
  subscriptionId: 73_759_690,
  triggerTime: '2025-10-09T08:53:20.000Z',
  triggerUuid: 'b5ed2e17c530f43668de130142445cba',
};

export const mondaySamples: Readonly<Record<string, Sample>> = {
  create_pulse: {
    body: { event: { ...COMMON, type: 'create_pulse', groupId: 'topics', pulseName: 'A new item', columnValues: {} } },
  },
  update_column_value: {
    body: {
      event: {
        ...COMMON,
        type: 'update_column_value',
        columnId: 'status',
        columnType: 'color',
        columnTitle: 'Status',
        value: { label: { text: 'Done' } },
        previousValue: null,
      },
    },
  },
};
