import type { Sample } from '../kit/index.js';

/** By the type of the document: `post` is that of the examples. */
export const sanityEventNames: readonly string[] = ['post.create', 'post.delete', 'post.update'];

export const sanitySamples: Readonly<Record<string, Sample>> = {
  'post.create': {
    headers: { 'sanity-operation': 'create', 'sanity-document-id': 'c5b6f8a2' },
    body: { _id: 'c5b6f8a2', _type: 'post', title: 'Good morning', _createdAt: '2025-10-09T08:53:20Z' },
  },
  'post.update': {
    headers: { 'sanity-operation': 'update', 'sanity-document-id': 'c5b6f8a2' },
    body: { _id: 'c5b6f8a2', _type: 'post', title: 'Good evening', _updatedAt: '2025-10-09T08:53:20Z' },
  },
};
