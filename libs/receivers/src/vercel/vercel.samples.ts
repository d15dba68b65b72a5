import type { Sample } from '../kit/index.js';

/** What Vercel is known to send. */
export const vercelEventNames = [
  'alerts.triggered',
  'deployment.canceled',
  'deployment.check-rerequested',
  'deployment.cleanup',
  'deployment.created',
  'deployment.error',
  'deployment.integration.action.start',
  'deployment.promoted',
  'deployment.ready',
  'deployment.rollback',
  'deployment.succeeded',
  'domain.created',
  'integration-configuration.permission-upgraded',
  'integration-configuration.removed',
  'marketplace.invoice.paid',
  'project.created',
  'project.domain.created',
  'project.domain.deleted',
  'project.domain.moved',
  'project.domain.updated',
  'project.removed',
  'project.renamed',
  'project.rolling-release.approved',
  'project.rolling-release.completed',
  'project.rolling-release.started',
] as const;

function deployment(type: string): Sample {
  return {
    body: {
      id: 'uev_nQPX7Q4oLdVxDzKkXqGm9wB1',
      type,
      createdAt: 1_760_000_000_000,
      region: 'fra1',
      payload: {
        user: { id: 'usr_Y2RlZmdo' },
        team: { id: 'team_LLHUOMOoDlqOp8wPE4kFo9pE' },
        deployment: {
          id: 'dpl_89qyp1cskzkLrVicDaZoDbjyHuDJ',
          name: 'shop',
          url: 'shop-k9p2x.vercel.app',
          meta: {},
        },
        project: { id: 'prj_12HKQaOmR5t5Uy6vdcQsNIiZgHGB' },
        target: 'production',
        links: {
          deployment: 'https://vercel.com/example/shop/89qyp1cskzkLrVicDaZoDbjyHuDJ',
          project: 'https://vercel.com/example/shop',
        },
        plan: 'pro',
        regions: ['fra1'],
      },
    },
  };
}

export const vercelSamples: Readonly<Record<string, Sample>> = {
  'deployment.created': deployment('deployment.created'),
  'deployment.succeeded': deployment('deployment.succeeded'),
  'deployment.error': deployment('deployment.error'),
};
