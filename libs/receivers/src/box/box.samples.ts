import type { Sample } from '../kit/index.js';

/** What Box is known to send. */
export const boxEventNames = [
  'COLLABORATION.ACCEPTED',
  'COLLABORATION.CREATED',
  'COLLABORATION.REJECTED',
  'COLLABORATION.REMOVED',
  'COLLABORATION.UPDATED',
  'COMMENT.CREATED',
  'COMMENT.DELETED',
  'COMMENT.UPDATED',
  'FILE.COPIED',
  'FILE.DELETED',
  'FILE.DOWNLOADED',
  'FILE.LOCKED',
  'FILE.MOVED',
  'FILE.PREVIEWED',
  'FILE.RENAMED',
  'FILE.RESTORED',
  'FILE.TRASHED',
  'FILE.UNLOCKED',
  'FILE.UPLOADED',
  'FOLDER.COPIED',
  'FOLDER.CREATED',
  'FOLDER.DELETED',
  'FOLDER.DOWNLOADED',
  'FOLDER.MOVED',
  'FOLDER.RENAMED',
  'FOLDER.RESTORED',
  'FOLDER.TRASHED',
  'METADATA_INSTANCE.CREATED',
  'METADATA_INSTANCE.DELETED',
  'METADATA_INSTANCE.UPDATED',
  'SHARED_LINK.CREATED',
  'SHARED_LINK.DELETED',
  'SHARED_LINK.UPDATED',
  'SIGN_REQUEST.COMPLETED',
  'SIGN_REQUEST.DECLINED',
  'SIGN_REQUEST.EXPIRED',
  'TASK_ASSIGNMENT.CREATED',
  'TASK_ASSIGNMENT.UPDATED',
  'WEBHOOK.DELETED',
] as const;

function eventOf(trigger: string, source: object): Sample {
  return {
    body: {
      type: 'webhook_event',
      id: '0f26e6a7-0c05-4c32-9b3c-1d2e3f4a5b6c',
      created_at: '2025-10-09T08:53:20.000Z',
      trigger,
      webhook: { id: '53', type: 'webhook' },
      created_by: { id: '2', type: 'user', name: 'Ada', login: 'ada@example.org' },
      source,
      additional_info: [],
    },
  };
}

export const boxSamples: Readonly<Record<string, Sample>> = {
  'FILE.UPLOADED': eventOf('FILE.UPLOADED', {
    type: 'file',
    id: '73835521473',
    name: 'contract.pdf',
    size: 629_644,
    sha1: '85136c79cbf9fe36bb9d05d0639c70c265c18d37',
    etag: '0',
    parent: { type: 'folder', id: '0', name: 'All Files' },
    created_at: '2025-10-09T08:53:19.000Z',
    modified_at: '2025-10-09T08:53:19.000Z',
  }),
  'FOLDER.CREATED': eventOf('FOLDER.CREATED', { type: 'folder', id: '11446498', name: 'Contracts' }),
};
