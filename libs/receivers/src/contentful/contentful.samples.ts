import type { Sample } from '../kit/index.js';

/** What Contentful is known to send. */
export const contentfulEventNames = [
  'ContentManagement.Asset.archive',
  'ContentManagement.Asset.auto_save',
  'ContentManagement.Asset.create',
  'ContentManagement.Asset.delete',
  'ContentManagement.Asset.publish',
  'ContentManagement.Asset.save',
  'ContentManagement.Asset.unarchive',
  'ContentManagement.Asset.unpublish',
  'ContentManagement.ContentType.create',
  'ContentManagement.ContentType.delete',
  'ContentManagement.ContentType.publish',
  'ContentManagement.ContentType.save',
  'ContentManagement.ContentType.unpublish',
  'ContentManagement.Entry.archive',
  'ContentManagement.Entry.auto_save',
  'ContentManagement.Entry.create',
  'ContentManagement.Entry.delete',
  'ContentManagement.Entry.publish',
  'ContentManagement.Entry.save',
  'ContentManagement.Entry.unarchive',
  'ContentManagement.Entry.unpublish',
  'ContentManagement.Release.archive',
  'ContentManagement.Release.create',
  'ContentManagement.Release.delete',
  'ContentManagement.Release.save',
  'ContentManagement.Release.unarchive',
  'ContentManagement.Task.create',
  'ContentManagement.Task.delete',
  'ContentManagement.Task.save',
] as const;

const SPACE = { sys: { type: 'Link', linkType: 'Space', id: 'cfexampleapi' } };

export const contentfulSamples: Readonly<Record<string, Sample>> = {
  'ContentManagement.Entry.publish': {
    headers: { 'x-contentful-topic': 'ContentManagement.Entry.publish' },
    body: {
      sys: {
        type: 'Entry',
        id: '2SmJ4jsAvO1cy0wD5rqU3J',
        space: SPACE,
        contentType: { sys: { type: 'Link', linkType: 'ContentType', id: 'post' } },
        createdAt: '2025-10-09T08:50:00.000Z',
        updatedAt: '2025-10-09T08:53:20.000Z',
        revision: 1,
      },
      fields: { title: { 'en-US': 'Good morning' } },
      metadata: { tags: [] },
    },
  },
  'ContentManagement.Entry.delete': {
    headers: { 'x-contentful-topic': 'ContentManagement.Entry.delete' },
    body: {
      sys: { type: 'DeletedEntry', id: '2SmJ4jsAvO1cy0wD5rqU3J', space: SPACE, deletedAt: '2025-10-09T08:53:20.000Z' },
    },
  },
};
