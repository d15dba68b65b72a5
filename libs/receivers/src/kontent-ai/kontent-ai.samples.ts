import type { Sample } from '../kit/index.js';

/** What Kontent.ai is known to send. */
export const kontentAiEventNames = [
  'asset.changed',
  'asset.created',
  'asset.deleted',
  'asset.metadata_changed',
  'content_item.changed',
  'content_item.created',
  'content_item.deleted',
  'content_item.metadata_changed',
  'content_item.published',
  'content_item.unpublished',
  'content_item.workflow_step_changed',
  'content_type.changed',
  'content_type.created',
  'content_type.deleted',
  'language.changed',
  'language.created',
  'language.deleted',
  'taxonomy.created',
  'taxonomy.deleted',
  'taxonomy.metadata_changed',
  'taxonomy.term_changed',
  'taxonomy.term_created',
  'taxonomy.term_deleted',
  'taxonomy.terms_moved',
] as const;

function notificationOf(object_type: string, action: string): Sample {
  return {
    body: {
      notifications: [
        {
          data: {
            system: {
              id: 'd53360f7-79e1-42f4-a524-1b53a417d03e',
              name: 'Good morning',
              codename: 'good_morning',
              collection: 'default',
              workflow: 'default',
              workflow_step: 'published',
              language: 'en',
              type: 'article',
              last_modified: '2025-10-09T08:53:20.000Z',
            },
          },
          message: {
            environment_id: '14372844-0a5d-434a-8423-605b8a631623',
            object_type,
            action,
            delivery_slot: 'published',
          },
        },
      ],
    },
  };
}

export const kontentAiSamples: Readonly<Record<string, Sample>> = {
  'content_item.published': notificationOf('content_item', 'published'),
  'content_item.unpublished': notificationOf('content_item', 'unpublished'),
};
