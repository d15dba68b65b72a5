import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const actor = {
  id: 1,
  name: 'ada',
  slug: 'ada',
  displayName: 'Ada Lovelace',
  emailAddress: 'ada@example.com',
  active: true,
  type: 'NORMAL',
};

const repository = {
  id: 84,
  slug: 'engine',
  name: 'engine',
  project: { key: 'ENG', id: 12, name: 'Engine', type: 'NORMAL' },
  public: false,
  scmId: 'git',
  state: 'AVAILABLE',
};

const author = { user: actor, role: 'AUTHOR', approved: false, status: 'UNAPPROVED' };

const pullRequest = {
  id: 7,
  version: 0,
  title: 'Carry the tens',
  state: 'OPEN',
  open: true,
  closed: false,
  createdDate: 1_768_490_441_000,
  updatedDate: 1_768_490_441_000,
  fromRef: {
    id: 'refs/heads/carry',
    displayId: 'carry',
    latestCommit: 'ef8755f06ee4b28c96a847a95cb8ec8ed6ddd1ca',
    repository,
  },
  toRef: {
    id: 'refs/heads/main',
    displayId: 'main',
    latestCommit: '178864a7d521b6f5e720b386b2c2b0ef8563e0dc',
    repository,
  },
  author,
  reviewers: [],
};

export const bitbucketServerSamples: Readonly<Record<string, Sample>> = {
  'repo:refs_changed': sampleOf('repo:refs_changed', {
    repository,
    changes: [
      {
        ref: { id: 'refs/heads/main', displayId: 'main', type: 'BRANCH' },
        refId: 'refs/heads/main',
        fromHash: 'ecddabb624f6f5ba43816f5926e580a5f680a932',
        toHash: '178864a7d521b6f5e720b386b2c2b0ef8563e0dc',
        type: 'UPDATE',
      },
    ],
  }),
  'pr:opened': sampleOf('pr:opened', { pullRequest }),
  'pr:comment:added': sampleOf('pr:comment:added', {
    pullRequest,
    comment: {
      id: 62,
      version: 0,
      text: 'And the hundreds?',
      author: actor,
      createdDate: 1_768_490_500_000,
      updatedDate: 1_768_490_500_000,
    },
  }),
};

/** The id of the delivery stands in a header, the time in the body. */
export function freshenBitbucketServer(sample: Sample, { id, now }: Freshness): Sample {
  const date = now.toISOString().replace(/\.\d{3}Z$/, '+0000');
  return {
    ...sample,
    headers: { ...sample.headers, 'x-request-id': id },
    body: withFields(sample.body, { date }),
  };
}

function sampleOf(eventKey: string, payload: object): Sample {
  return {
    headers: { 'x-event-key': eventKey, 'x-request-id': '5f3c9c1e-0d3f-4a76-9f4b-0e6b1e2f7c55' },
    body: { eventKey, date: '2026-01-15T15:20:41+0000', actor, ...payload },
  };
}
