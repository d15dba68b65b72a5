import type { Sample } from '../kit/index.js';

/** What Jira is known to send. */
export const jiraEventNames = [
  'attachment_created',
  'attachment_deleted',
  'board_created',
  'board_deleted',
  'board_updated',
  'comment_created',
  'comment_deleted',
  'comment_updated',
  'issuelink_created',
  'issuelink_deleted',
  'jira:issue_created',
  'jira:issue_deleted',
  'jira:issue_updated',
  'jira:version_created',
  'jira:version_released',
  'jira:version_updated',
  'project_created',
  'project_deleted',
  'project_updated',
  'sprint_closed',
  'sprint_created',
  'sprint_deleted',
  'sprint_started',
  'sprint_updated',
  'user_created',
  'user_deleted',
  'user_updated',
  'worklog_created',
  'worklog_deleted',
  'worklog_updated',
] as const;

const ISSUE = {
  id: '10002',
  key: 'TEST-1',
  self: 'https://example.atlassian.net/rest/api/2/issue/10002',
  fields: { summary: 'The engine is too slow', status: { name: 'To Do' }, issuetype: { name: 'Bug' } },
};
const USER = { accountId: '99:27935d01-92a7-4687-8272-a9b8d3b2ae2e', displayName: 'Ada' };

export const jiraSamples: Readonly<Record<string, Sample>> = {
  'jira:issue_created': {
    body: {
      timestamp: 1_760_000_000_000,
      webhookEvent: 'jira:issue_created',
      issue_event_type_name: 'issue_created',
      user: USER,
      issue: ISSUE,
    },
  },
  'jira:issue_updated': {
    body: {
      timestamp: 1_760_000_000_000,
      webhookEvent: 'jira:issue_updated',
      issue_event_type_name: 'issue_generic',
      user: USER,
      issue: ISSUE,
      changelog: { id: '10124', items: [{ field: 'status', fromString: 'To Do', toString: 'Done' }] },
    },
  },
  comment_created: {
    body: {
      timestamp: 1_760_000_000_000,
      webhookEvent: 'comment_created',
      issue: ISSUE,
      comment: { id: '10100', body: 'On it.', author: USER },
    },
  },
};
