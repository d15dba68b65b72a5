import type { Sample } from '../kit/index.js';

const user = { id: 583231, login: 'octocat', type: 'User', html_url: 'https://github.com/octocat' };

const repository = {
  id: 1296269,
  name: 'hello-world',
  full_name: 'octocat/hello-world',
  private: false,
  default_branch: 'main',
  html_url: 'https://github.com/octocat/hello-world',
  clone_url: 'https://github.com/octocat/hello-world.git',
  owner: user,
};

const commit = {
  id: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
  message: 'Say hello to the world',
  timestamp: '2026-01-15T15:20:41Z',
  url: 'https://github.com/octocat/hello-world/commit/6113728f27ae82c7b1a177c8d03f9e96e0adf246',
  author: { name: 'Mona Lisa', email: 'mona@example.com', username: 'octocat' },
  added: ['hello.txt'],
  removed: [],
  modified: ['README.md'],
};

const issue = {
  id: 444500041,
  number: 1,
  title: 'The greeting is too quiet',
  body: 'It should be louder.',
  state: 'open',
  html_url: 'https://github.com/octocat/hello-world/issues/1',
  user,
  labels: [],
  assignees: [],
};

const pullRequest = {
  id: 279147437,
  number: 2,
  title: 'Greet louder',
  body: 'Closes #1.',
  state: 'open',
  draft: false,
  merged: false,
  html_url: 'https://github.com/octocat/hello-world/pull/2',
  user,
  head: { ref: 'louder', sha: 'ec26c3e57ca3a959ca5aad62de7213c562f8c821', repo: repository },
  base: { ref: 'main', sha: '6113728f27ae82c7b1a177c8d03f9e96e0adf246', repo: repository },
};

export const githubSamples: Readonly<Record<string, Sample>> = {
  push: {
    headers: { 'x-github-event': 'push' },
    body: {
      ref: 'refs/heads/main',
      before: 'a10867b14bb761a232cd80139fbd4c0d33264240',
      after: commit.id,
      created: false,
      deleted: false,
      forced: false,
      compare: 'https://github.com/octocat/hello-world/compare/a10867b14bb7...6113728f27ae',
      commits: [commit],
      head_commit: commit,
      pusher: { name: 'octocat', email: 'mona@example.com' },
      repository,
      sender: user,
    },
  },
  ping: {
    headers: { 'x-github-event': 'ping' },
    body: {
      zen: 'Anything added dilutes everything else.',
      hook_id: 109948940,
      hook: { type: 'Repository', active: true, events: ['*'] },
      repository,
      sender: user,
    },
  },
  'issues.opened': {
    headers: { 'x-github-event': 'issues' },
    body: { action: 'opened', issue, repository, sender: user },
  },
  'issue_comment.created': {
    headers: { 'x-github-event': 'issue_comment' },
    body: {
      action: 'created',
      issue,
      comment: { id: 492700400, body: 'Louder, please!', html_url: `${issue.html_url}#issuecomment-492700400`, user },
      repository,
      sender: user,
    },
  },
  'pull_request.opened': {
    headers: { 'x-github-event': 'pull_request' },
    body: { action: 'opened', number: 2, pull_request: pullRequest, repository, sender: user },
  },
  'release.published': {
    headers: { 'x-github-event': 'release' },
    body: {
      action: 'published',
      release: {
        id: 17372790,
        tag_name: 'v1.0.0',
        name: 'First words',
        body: 'Hello, world.',
        draft: false,
        prerelease: false,
        html_url: 'https://github.com/octocat/hello-world/releases/tag/v1.0.0',
      },
      repository,
      sender: user,
    },
  },
};
