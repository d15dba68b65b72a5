import { createHash } from 'node:crypto';
import { FORM_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function wordpressVectors() {
  const config = { code: 'invented0code0of0a0long0random0text' };
  const posted = (name, fields, expected) => {
    const body = new URLSearchParams(fields).toString();
    const id = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    return vector({
      name,
      origin: 'own',
      by: 'wordpress.com/support/webhooks',
      url: `/api/webhooks/incoming/wordpress?code=${config.code}`,
      headers: { 'content-type': FORM_TYPE, 'user-agent': 'wp.com' },
      body,
      config,
      expect: { events: [{ id, type: `wordpress.${fields.hook}`, ...expected }] },
    });
  };
  const time = '2025-10-09T08:53:20.000Z';
  const at = '2025-10-09 08:53:20';
  return [
    posted('publish-post', { hook: 'publish_post', ID: '42', post_modified_gmt: at }, { subject: '42', time }),
    posted(
      'exotic-characters',
      { hook: 'publish_page', post_title: 'Zürich 🚀 $& 100% + more' },
      { subject: null, time: null },
    ),
    posted('comment', { hook: 'comment_post', comment_ID: '7', comment_date_gmt: at }, { subject: '7', time }),
  ];
}
