import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const comment = {
  id: 'ZGiOYJGLpGCT',
  urlId: 'notes-on-the-engine',
  url: 'https://example.com/notes',
  commenterName: 'Charles',
  commenterEmail: 'charles@example.com',
  comment: 'And the **hundreds**?',
  commentHTML: 'And the <b>hundreds</b>?',
  date: '2026-01-15T15:20:41.000Z',
  votes: 0,
  votesUp: 0,
  votesDown: 0,
  verified: true,
  approved: true,
  locale: 'en_us',
};

export const fastcommentsSamples: Readonly<Record<string, Sample>> = {
  'comment.upserted': { method: 'PUT', body: comment },
  'comment.deleted': { method: 'DELETE', body: comment },
  'approval.requested': {
    method: 'POST',
    headers: { 'x-fastcomments-agent-event': 'approval.requested' },
    body: { id: 'ap_1', agentId: 'ag_1', tool: 'markSpam', comment: { id: comment.id } },
  },
};

/** FastComments gives no id to a delivery: another comment is what makes another one. */
export function freshenFastcomments(sample: Sample, { id, now }: Freshness): Sample {
  return { ...sample, body: withFields(sample.body, { id, date: now.toISOString() }) };
}
