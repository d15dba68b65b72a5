import type { Freshness, Sample } from '../kit/index.js';

export const wordpressSamples: Readonly<Record<string, Sample>> = {
  publish_post: sampleOf({
    hook: 'publish_post',
    ID: '42',
    post_title: 'Notes on the engine',
    post_status: 'publish',
    post_url: 'https://example.wordpress.com/2026/01/15/notes/',
    post_modified_gmt: '2026-01-15 15:20:41',
  }),
  comment_post: sampleOf({
    hook: 'comment_post',
    comment_ID: '7',
    comment_post_ID: '42',
    comment_author: 'Charles',
    comment_content: 'And the hundreds?',
    comment_date_gmt: '2026-01-15 15:20:41',
  }),
};

/** WordPress.com gives no id to a delivery: another post or comment is what makes another one. */
export function freshenWordpress(sample: Sample, { id, now }: Freshness): Sample {
  const fields = new URLSearchParams(String(sample.body));
  const isComment = fields.has('comment_ID');
  fields.set(isComment ? 'comment_ID' : 'ID', id);
  fields.set(isComment ? 'comment_date_gmt' : 'post_modified_gmt', now.toISOString().slice(0, 19).replace('T', ' '));
  return { ...sample, body: fields.toString() };
}

function sampleOf(fields: Readonly<Record<string, string>>): Sample {
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  };
}
