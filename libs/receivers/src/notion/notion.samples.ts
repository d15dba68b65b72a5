import type { Sample } from '../kit/index.js';

/** What Notion is known to send. */
export const notionEventNames = [
  'comment.created',
  'comment.deleted',
  'comment.updated',
  'data_source.content_updated',
  'data_source.created',
  'data_source.deleted',
  'data_source.moved',
  'data_source.schema_updated',
  'data_source.undeleted',
  'database.content_updated',
  'database.created',
  'database.deleted',
  'database.moved',
  'database.schema_updated',
  'database.undeleted',
  'page.content_updated',
  'page.created',
  'page.deleted',
  'page.locked',
  'page.moved',
  'page.properties_updated',
  'page.undeleted',
  'page.unlocked',
] as const;

function eventOf(type: string, entity: string, data: object): Sample {
  return {
    body: {
      id: '367cba44-b6f3-4c92-81e7-6a2e9659efd4',
      timestamp: '2025-10-09T08:53:20.000Z',
      workspace_id: '13950b26-c203-4f3b-b97d-93ec06319565',
      workspace_name: 'Example',
      subscription_id: '29d75c0d-5546-4414-8459-7b7a92f1fc4b',
      integration_id: '0ef2e755-4912-8096-91c1-00376a88a5ca',
      type,
      authors: [{ id: 'c7c11cca-1d73-471d-9b6e-bdef51470190', type: 'person' }],
      attempt_number: 1,
      entity: { id: '153104cd-477e-809d-8dc4-ff2d96ae3090', type: entity },
      data,
    },
  };
}

export const notionSamples: Readonly<Record<string, Sample>> = {
  'page.created': eventOf('page.created', 'page', {
    parent: { id: '0ef104cd-477e-80e1-8571-cfd10e92339a', type: 'page' },
  }),
  'page.content_updated': eventOf('page.content_updated', 'page', {
    parent: { id: '0ef104cd-477e-80e1-8571-cfd10e92339a', type: 'page' },
    updated_blocks: [{ id: '153104cd-477e-80ec-a87d-f7ff0236d35c', type: 'block' }],
  }),
  'comment.created': eventOf('comment.created', 'comment', {
    page_id: '0ef104cd-477e-80e1-8571-cfd10e92339a',
    parent: { id: '0ef104cd-477e-80e1-8571-cfd10e92339a', type: 'page' },
  }),
};
