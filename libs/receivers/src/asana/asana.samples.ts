import type { Sample } from '../kit/index.js';

/** What Asana is known to send. */
export const asanaEventNames = [
  'attachment.added',
  'attachment.deleted',
  'attachment.undeleted',
  'goal.added',
  'goal.changed',
  'goal.deleted',
  'goal.removed',
  'goal.undeleted',
  'portfolio.added',
  'portfolio.changed',
  'portfolio.deleted',
  'portfolio.removed',
  'portfolio.undeleted',
  'project.added',
  'project.changed',
  'project.deleted',
  'project.removed',
  'project.undeleted',
  'section.added',
  'section.changed',
  'section.deleted',
  'section.removed',
  'section.undeleted',
  'story.added',
  'story.changed',
  'story.deleted',
  'story.removed',
  'story.undeleted',
  'task.added',
  'task.changed',
  'task.deleted',
  'task.removed',
  'task.undeleted',
] as const;

const COMMON = {
  user: { gid: '1148349108183377', resource_type: 'user' },
  created_at: '2025-10-09T08:53:20.000Z',
};
const TASK = { gid: '1148374591027365', resource_type: 'task', resource_subtype: 'default_task' };

export const asanaSamples: Readonly<Record<string, Sample>> = {
  'task.changed': {
    body: {
      events: [
        { ...COMMON, action: 'changed', resource: TASK, parent: null, change: { field: 'name', action: 'changed' } },
      ],
    },
  },
  'task.added': {
    body: {
      events: [
        { ...COMMON, action: 'added', resource: TASK, parent: { gid: '1148374591027360', resource_type: 'project' } },
      ],
    },
  },
  'story.added': {
    body: {
      events: [
        {
          ...COMMON,
          action: 'added',
          resource: { gid: '1148374591027370', resource_type: 'story', resource_subtype: 'comment_added' },
          parent: TASK,
        },
      ],
    },
  },
};
