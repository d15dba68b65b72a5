import type { Sample } from '../kit/index.js';

/** What Heroku is known to send. */
export const herokuEventNames = [
  'api:addon-attachment.create',
  'api:addon-attachment.destroy',
  'api:addon.create',
  'api:addon.destroy',
  'api:addon.update',
  'api:app.create',
  'api:app.destroy',
  'api:app.update',
  'api:build.create',
  'api:build.update',
  'api:collaborator.create',
  'api:collaborator.destroy',
  'api:domain.create',
  'api:domain.destroy',
  'api:dyno.create',
  'api:dyno.destroy',
  'api:dyno.update',
  'api:formation.update',
  'api:release.create',
  'api:release.update',
  'api:sni-endpoint.create',
  'api:sni-endpoint.destroy',
] as const;

const APP = { id: '01234567-89ab-cdef-0123-456789abcdef', name: 'example-shop' };
const USER = { id: '01234567-89ab-cdef-0123-456789abcdef', email: 'ada@example.org' };

function eventOf(resource: string, action: string, data: object): Sample {
  return {
    body: {
      id: '01234567-89ab-cdef-0123-456789abcdef',
      action,
      resource,
      actor: USER,
      created_at: '2025-10-09T08:53:20Z',
      data,
      previous_data: {},
      version: 'application/vnd.heroku+json; version=3',
      webhook_metadata: {
        attempt: { id: 'a7a1f0b2' },
        delivery: { id: 'b8b2f1c3' },
        event: { id: 'c9c3f2d4', include: `api:${resource}` },
        webhook: { id: 'd0d4f3e5' },
      },
    },
  };
}

export const herokuSamples: Readonly<Record<string, Sample>> = {
  'api:release.create': eventOf('release', 'create', {
    id: '01234567-89ab-cdef-0123-456789abcdef',
    app: APP,
    version: 11,
    status: 'succeeded',
    description: 'Deploy 7edbac4b',
    current: true,
    user: USER,
  }),
  'api:build.update': eventOf('build', 'update', {
    id: '01234567-89ab-cdef-0123-456789abcdef',
    app: APP,
    status: 'succeeded',
    stack: 'heroku-24',
    user: USER,
  }),
};
