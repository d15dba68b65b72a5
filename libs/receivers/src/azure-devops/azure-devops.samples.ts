import type { Sample } from '../kit/index.js';

const PROJECT = 'https://dev.azure.com/example/_apis/projects/be9b3917-87e6-42a4-a549-2bc06a7a878f';
const REPOSITORY = 'https://dev.azure.com/example/_apis/git/repositories/278d5cd2-584d-4b63-824a-2ba458937249';
const ada = { id: '54d125f7-69f7-4191-904f-c5b96b6261c8', displayName: 'Ada Lovelace', uniqueName: 'ada@example.com' };
const author = { name: 'Ada Lovelace', email: 'ada@example.com', date: '2026-01-15T08:53:10Z' };

const repository = {
  id: '278d5cd2-584d-4b63-824a-2ba458937249',
  name: 'shop',
  url: REPOSITORY,
  project: { id: 'be9b3917-87e6-42a4-a549-2bc06a7a878f', name: 'Shop', url: PROJECT, state: 'wellFormed' },
  defaultBranch: 'refs/heads/main',
  remoteUrl: 'https://dev.azure.com/example/Shop/_git/shop',
};

function sampleOf(eventType: string, says: string, resource: object): Sample {
  return {
    body: {
      subscriptionId: '11111111-2222-3333-4444-555555555555',
      notificationId: 1,
      id: '03c164c2-8912-4d5e-8009-3707d5f83734',
      eventType,
      publisherId: 'tfs',
      message: { text: says, html: says, markdown: says },
      detailedMessage: { text: says, html: says, markdown: says },
      resource,
      resourceVersion: '1.0',
      resourceContainers: {
        collection: { id: 'c12d0eb8-e382-443b-9f9c-c52cba5014c2' },
        account: { id: 'f844ec47-a9db-4511-8281-8b63f4eaf94e' },
        project: { id: 'be9b3917-87e6-42a4-a549-2bc06a7a878f' },
      },
      createdDate: '2026-01-15T08:53:20.000Z',
    },
  };
}

export const azureDevopsSamples: Readonly<Record<string, Sample>> = {
  'git.push': sampleOf('git.push', 'Ada Lovelace pushed updates to branch main of shop', {
    commits: [
      {
        commitId: '33b55f7cb7e7e245323987634f960cf4a6e6bc74',
        author,
        committer: author,
        comment: 'Greet louder',
        url: `${REPOSITORY}/commits/33b55f7cb7e7e245323987634f960cf4a6e6bc74`,
      },
    ],
    refUpdates: [
      {
        name: 'refs/heads/main',
        oldObjectId: 'aad331d8d3b131fa9ae03cf5e53965b51942618a',
        newObjectId: '33b55f7cb7e7e245323987634f960cf4a6e6bc74',
      },
    ],
    repository,
    pushedBy: ada,
    pushId: 14,
    date: '2026-01-15T08:53:19Z',
    url: `${REPOSITORY}/pushes/14`,
  }),
  'git.pullrequest.created': sampleOf('git.pullrequest.created', 'Ada Lovelace created a pull request', {
    repository,
    pullRequestId: 2,
    status: 'active',
    createdBy: ada,
    creationDate: '2026-01-15T08:53:19Z',
    title: 'Greet louder',
    description: 'Closes #1.',
    sourceRefName: 'refs/heads/louder',
    targetRefName: 'refs/heads/main',
    mergeStatus: 'succeeded',
    reviewers: [],
    url: `${REPOSITORY}/pullRequests/2`,
  }),
  'workitem.created': sampleOf('workitem.created', 'Bug #5 (Too quiet) created by Ada Lovelace', {
    id: 5,
    rev: 1,
    fields: {
      'System.TeamProject': 'Shop',
      'System.WorkItemType': 'Bug',
      'System.State': 'New',
      'System.Title': 'Too quiet',
    },
    url: 'https://dev.azure.com/example/_apis/wit/workItems/5',
  }),
  'build.complete': sampleOf('build.complete', 'Build 20260115.1 succeeded', {
    id: 7,
    buildNumber: '20260115.1',
    status: 'completed',
    result: 'succeeded',
    reason: 'individualCI',
    startTime: '2026-01-15T08:50:00Z',
    finishTime: '2026-01-15T08:53:18Z',
    url: 'https://dev.azure.com/example/_apis/build/Builds/7',
    definition: { id: 1, name: 'shop', url: 'https://dev.azure.com/example/_apis/build/Definitions/1' },
  }),
};
