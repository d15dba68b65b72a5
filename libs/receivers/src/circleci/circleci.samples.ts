import type { Sample } from '../kit/index.js';

/** What CircleCI is known to send. */
export const circleciEventNames = ['job-completed', 'ping', 'workflow-completed'] as const;

const COMMON = {
  id: '3888f21b-eaa7-38e3-8f3d-75a63bba8895',
  happened_at: '2025-10-09T08:53:20.000Z',
  webhook: { id: 'cf8c4fdd-0587-4da1-b4ca-4846e9640af9', name: 'Kanca' },
  project: { id: '84996744-a854-4f5e-aea3-04e2851dc1d2', name: 'shop', slug: 'github/example/shop' },
  organization: { id: 'f22b6566-597d-46d5-ba74-99ef5bb3d85c', name: 'example' },
  pipeline: {
    id: '1285fe1d-d3a6-44fc-8886-8979558254c4',
    number: 130,
    created_at: '2025-10-09T08:50:00.000Z',
    trigger: { type: 'webhook' },
  },
  workflow: {
    id: 'fda08377-fe7e-46b1-8992-3a7aaecac9c3',
    name: 'build-test-deploy',
    status: 'success',
    url: 'https://app.circleci.com/pipelines/github/example/shop/130/workflows/fda08377-fe7e-46b1-8992-3a7aaecac9c3',
    created_at: '2025-10-09T08:50:00.000Z',
    stopped_at: '2025-10-09T08:53:19.000Z',
  },
};

export const circleciSamples: Readonly<Record<string, Sample>> = {
  'workflow-completed': { body: { ...COMMON, type: 'workflow-completed' } },
  'job-completed': {
    body: {
      ...COMMON,
      type: 'job-completed',
      job: {
        id: '8bd71c28-4969-3677-8940-3e6a61c46d5d',
        name: 'test',
        number: 136,
        status: 'success',
        started_at: '2025-10-09T08:51:00.000Z',
        stopped_at: '2025-10-09T08:53:19.000Z',
      },
    },
  },
};
