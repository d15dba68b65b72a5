import type { Freshness, Sample } from '../kit/index.js';

const actor = {
  type: 'user',
  uuid: '{d301aafa-d676-4ee0-88be-962be7417567}',
  display_name: 'Ada Lovelace',
  nickname: 'ada',
  account_id: '557058:ba8948b2-49da-43a9-9e8b-e7249b8e324a',
};

const web = 'https://bitbucket.org/analytical/engine';

const repository = {
  type: 'repository',
  uuid: '{b7f55c7a-7a3c-4b6b-9c1e-3f0a2f7d9c11}',
  name: 'engine',
  full_name: 'analytical/engine',
  is_private: true,
  owner: actor,
  project: { key: 'ENG', name: 'Engine', uuid: '{3b7898dc-6891-4225-ae60-24613bb83080}' },
  links: { self: { href: 'https://api.bitbucket.org/2.0/repositories/analytical/engine' }, html: { href: web } },
};

const commit = {
  type: 'commit',
  hash: '709d658dc5b6d6afcd46049c2f332ee3f515a67d',
  message: 'Carry the tens\n',
  date: '2026-01-15T15:20:41+00:00',
  author: { raw: 'Ada Lovelace <ada@example.com>', user: actor },
};

const pullrequest = {
  id: 7,
  title: 'Carry the tens',
  description: 'Closes #3.',
  state: 'OPEN',
  author: actor,
  source: { branch: { name: 'carry' }, commit: { hash: '709d658dc5b6' }, repository },
  destination: { branch: { name: 'main' }, commit: { hash: 'ce5965ddd289' }, repository },
  merge_commit: null,
  reviewers: [],
  reason: '',
  created_on: '2026-01-15T15:30:00.000000+00:00',
  updated_on: '2026-01-15T15:30:00.000000+00:00',
  links: { html: { href: `${web}/pull-requests/7` } },
};

export const bitbucketSamples: Readonly<Record<string, Sample>> = {
  'repo:push': sampleOf('repo:push', {
    push: {
      changes: [
        {
          new: { type: 'branch', name: 'main', target: commit },
          old: {
            type: 'branch',
            name: 'main',
            target: { ...commit, hash: '1e65c05c1d5171631d92438a13901ca7dae9618c' },
          },
          created: false,
          closed: false,
          forced: false,
          truncated: false,
          commits: [commit],
        },
      ],
    },
  }),
  'pullrequest:created': sampleOf('pullrequest:created', { pullrequest }),
  'pullrequest:fulfilled': sampleOf('pullrequest:fulfilled', {
    pullrequest: { ...pullrequest, state: 'MERGED', merge_commit: { hash: '764413d85e29' } },
  }),
  'issue:created': sampleOf('issue:created', {
    issue: {
      id: 3,
      title: 'The tens are lost',
      kind: 'bug',
      priority: 'major',
      state: 'new',
      content: { raw: '9 + 1 gives 0.', html: '<p>9 + 1 gives 0.</p>', markup: 'markdown' },
      reporter: actor,
      assignee: null,
      created_on: '2026-01-15T15:00:00.000000+00:00',
      updated_on: null,
      links: { html: { href: `${web}/issues/3` } },
    },
  }),
};

/** Bitbucket writes the id of the delivery into a header only. */
export function freshenBitbucket(sample: Sample, { id }: Freshness): Sample {
  return { ...sample, headers: { ...sample.headers, 'x-request-uuid': id } };
}

function sampleOf(event: string, payload: object): Sample {
  return {
    headers: {
      'x-event-key': event,
      'x-hook-uuid': '{41d5b6ad-1b0e-4f0c-9d3e-5c0a6b4c1f0a}',
      'x-request-uuid': '9c3b1f0a-6e0a-4c37-8f9f-1f6d0a4f2b11',
      'x-attempt-number': '1',
    },
    body: { actor, repository, ...payload },
  };
}
