import type { Sample } from '../kit/index.js';

/** What GitLab is known to send. */
export const gitlabEventNames = [
  'access_token',
  'build',
  'deployment',
  'emoji',
  'feature_flag',
  'group_create',
  'group_destroy',
  'group_rename',
  'issue',
  'key_create',
  'key_destroy',
  'member_approval',
  'merge_request',
  'milestone',
  'note',
  'pipeline',
  'project_create',
  'project_destroy',
  'project_rename',
  'project_transfer',
  'project_update',
  'push',
  'release',
  'repository_update',
  'tag_push',
  'user_add_to_group',
  'user_add_to_team',
  'user_create',
  'user_destroy',
  'user_remove_from_group',
  'user_remove_from_team',
  'user_update_for_group',
  'user_update_for_team',
  'vulnerability',
  'wiki_page',
  'work_item',
] as const;

const PROJECT = {
  id: 15,
  name: 'Diaspora',
  path_with_namespace: 'mike/diaspora',
  web_url: 'https://gitlab.example.com/mike/diaspora',
  default_branch: 'main',
};
const USER = { id: 1, name: 'Ada Lovelace', username: 'ada' };

export const gitlabSamples: Readonly<Record<string, Sample>> = {
  push: {
    headers: { 'x-gitlab-event': 'Push Hook' },
    body: {
      object_kind: 'push',
      event_name: 'push',
      before: '95790bf891e76fee5e1747ab589903a6a1f80f22',
      after: 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7',
      ref: 'refs/heads/main',
      checkout_sha: 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7',
      user_name: 'Ada Lovelace',
      user_username: 'ada',
      project: PROJECT,
      commits: [],
      total_commits_count: 0,
    },
  },
  merge_request: {
    headers: { 'x-gitlab-event': 'Merge Request Hook' },
    body: {
      object_kind: 'merge_request',
      user: USER,
      project: PROJECT,
      object_attributes: {
        id: 99,
        iid: 1,
        title: 'A faster engine',
        state: 'opened',
        action: 'open',
        source_branch: 'engine',
        target_branch: 'main',
        url: 'https://gitlab.example.com/mike/diaspora/-/merge_requests/1',
      },
    },
  },
  pipeline: {
    headers: { 'x-gitlab-event': 'Pipeline Hook' },
    body: {
      object_kind: 'pipeline',
      user: USER,
      project: PROJECT,
      object_attributes: {
        id: 31,
        ref: 'main',
        sha: 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7',
        status: 'success',
        duration: 63,
      },
      builds: [],
    },
  },
};
