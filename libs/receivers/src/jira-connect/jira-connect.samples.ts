import type { Sample } from '../kit/index.js';

/** What Atlassian Connect is known to send. */
export const jiraConnectEventNames = [
  'attachment_created',
  'comment_created',
  'comment_deleted',
  'comment_updated',
  'issue_property_deleted',
  'issue_property_set',
  'jira:issue_created',
  'jira:issue_deleted',
  'jira:issue_updated',
  'page_created',
  'page_removed',
  'page_updated',
  'project_created',
  'project_deleted',
  'project_updated',
  'pullrequest:created',
  'pullrequest:fulfilled',
  'repo:push',
  'sprint_closed',
  'sprint_started',
  'worklog_created',
  'worklog_updated',
] as const;

function issueEvent(webhookEvent: string): Sample {
  return {
    body: {
      timestamp: 1_760_000_000_000,
      webhookEvent,
      user: { accountId: '99:27935d01-92a7-4687-8272-a9b8d3b2ae2e', displayName: 'Ada' },
      issue: {
        id: '10001',
        key: 'TEST-1',
        self: 'https://example.atlassian.net/rest/api/2/issue/10001',
        fields: { summary: 'The engine is too slow' },
      },
    },
  };
}

export const jiraConnectSamples: Readonly<Record<string, Sample>> = {
  'jira:issue_created': issueEvent('jira:issue_created'),
  'jira:issue_updated': issueEvent('jira:issue_updated'),
};
