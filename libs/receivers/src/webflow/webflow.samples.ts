import type { Sample } from '../kit/index.js';

/** What Webflow is known to send. */
export const webflowEventNames = [
  'collection_item_changed',
  'collection_item_created',
  'collection_item_deleted',
  'collection_item_published',
  'collection_item_unpublished',
  'comment_created',
  'ecomm_inventory_changed',
  'ecomm_new_order',
  'ecomm_order_changed',
  'form_submission',
  'page_created',
  'page_deleted',
  'page_metadata_updated',
  'site_publish',
  'user_account_added',
  'user_account_deleted',
  'user_account_updated',
] as const;

export const webflowSamples: Readonly<Record<string, Sample>> = {
  form_submission: {
    body: {
      triggerType: 'form_submission',
      payload: {
        id: '6321ca84df3949bfc6752327',
        name: 'Contact us',
        siteId: '65427cf400e02b306eaa049c',
        formId: '65429eadebe8a9f3a30f62d0',
        submittedAt: '2025-10-09T08:53:20.000Z',
        data: { Name: 'Ada', Email: 'ada@example.org' },
      },
    },
  },
  site_publish: {
    body: {
      triggerType: 'site_publish',
      payload: {
        domain: ['example.webflow.io'],
        siteId: '65427cf400e02b306eaa049c',
        publishedOn: '2025-10-09T08:53:20.000Z',
      },
    },
  },
};
