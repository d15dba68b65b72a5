import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function notionVectors() {
  const config = { verificationToken: 'secret_invented0123456789' };
  const by = 'developers.notion.com/reference/webhooks';
  const created = {
    id: 'e1',
    timestamp: iso(NOW_SECONDS - 5),
    type: 'page.created',
    entity: { id: 'p1', type: 'page' },
  };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'x-notion-signature': `sha256=${hmac('sha256', config.verificationToken, body)}`,
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('page-created', created, {
      id: 'e1',
      type: 'notion.page.created',
      subject: 'p1',
      time: iso(NOW_SECONDS - 5),
    }),
    signed(
      'exotic-characters',
      { ...created, type: 'comment.created', workspace_name: 'Zürich 🚀 $& 100%' },
      { id: 'e1', type: 'notion.comment.created', subject: 'p1' },
    ),
    vector({
      name: 'verification-token',
      origin: 'own',
      by,
      headers: { 'content-type': JSON_TYPE },
      body: JSON.stringify({ verification_token: config.verificationToken }),
      config: {},
      expect: { handshake: { status: 200 } },
    }),
  ];
}
