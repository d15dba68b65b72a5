import type { Sample } from '../kit/index.js';

/** What Linear is known to send. */
export const linearEventNames = [
  'Attachment.create',
  'Attachment.remove',
  'Attachment.update',
  'Comment.create',
  'Comment.remove',
  'Comment.update',
  'Customer.create',
  'Customer.remove',
  'Customer.update',
  'Cycle.create',
  'Cycle.remove',
  'Cycle.update',
  'Document.create',
  'Document.remove',
  'Document.update',
  'Initiative.create',
  'Initiative.remove',
  'Initiative.update',
  'Issue.create',
  'Issue.remove',
  'Issue.update',
  'IssueLabel.create',
  'IssueLabel.remove',
  'IssueLabel.update',
  'Project.create',
  'Project.remove',
  'Project.update',
  'ProjectUpdate.create',
  'ProjectUpdate.remove',
  'ProjectUpdate.update',
  'Reaction.create',
  'Reaction.remove',
  'User.create',
  'User.update',
] as const;

function eventOf(type: string, action: string, data: object): Sample {
  return {
    headers: { 'linear-event': type },
    body: {
      action,
      type,
      actor: { id: 'b5ea5f1f-8adc-4f52-b4bd-ab4e84cf51ba', type: 'user', name: 'Ada' },
      createdAt: '2025-10-09T08:53:20.000Z',
      data,
      url: 'https://linear.app/example/issue/ENG-42',
      organizationId: 'dd17aa1c-0b8f-4b1e-9a5c-5f2f4a3b1c2d',
      webhookTimestamp: 1_760_000_000_000,
      webhookId: '000042e3-d123-4980-b49f-8e140eef9329',
    },
  };
}

export const linearSamples: Readonly<Record<string, Sample>> = {
  'Issue.create': eventOf('Issue', 'create', {
    id: '2174add1-f7c8-44e3-bbf3-2d60b5ea8bc9',
    identifier: 'ENG-42',
    number: 42,
    title: 'The engine is too slow',
    priority: 2,
    teamId: '72b2a2dc-6f4f-4423-9d34-24b5bd10634a',
    stateId: 'f8a0f0b1-6f1c-4b3a-8e9d-0a1b2c3d4e5f',
    createdAt: '2025-10-09T08:53:20.000Z',
    updatedAt: '2025-10-09T08:53:20.000Z',
  }),
  'Comment.create': eventOf('Comment', 'create', {
    id: '9d6a2c34-6a5b-4b8e-8f1e-2d3c4b5a6978',
    body: 'On it.',
    issueId: '2174add1-f7c8-44e3-bbf3-2d60b5ea8bc9',
    userId: 'b5ea5f1f-8adc-4f52-b4bd-ab4e84cf51ba',
    createdAt: '2025-10-09T08:53:20.000Z',
    updatedAt: '2025-10-09T08:53:20.000Z',
  }),
};
