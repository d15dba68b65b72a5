import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function fastcommentsVectors() {
  const config = { apiSecret: 'INVENTED_API_SECRET' };
  const signed = (name, { method = 'PUT', query = '', headers = {}, payload, type }) => {
    const body = JSON.stringify(payload);
    const timestamp = String(NOW_SECONDS - 3);
    return vector({
      name,
      origin: 'own',
      by: 'docs.fastcomments.com/guide-webhooks.html',
      method,
      url: `/api/webhooks/incoming/fastcomments${query}`,
      headers: {
        'content-type': JSON_TYPE,
        'x-fastcomments-timestamp': timestamp,
        'x-fastcomments-signature': `sha256=${hmac('sha256', config.apiSecret, `${timestamp}.${body}`)}`,
        ...headers,
      },
      body,
      config,
      expect: {
        events: [
          {
            id: `${payload.id}:${method}:${timestamp}`,
            type: `fastcomments.${type}`,
            subject: payload.urlId ?? payload.id,
            time: iso(NOW_SECONDS - 3),
          },
        ],
      },
    });
  };
  const payload = { id: 'cmt1', urlId: 'page-1', commenterName: 'Ada', comment: 'Zürich 🚀 $& 100%', votes: 0 };
  const agent = { id: 'run1', agentId: 'ag1' };
  return [
    signed('upserted', { payload, type: 'comment.upserted' }),
    signed('upserted-by-post', { method: 'POST', payload, type: 'comment.upserted' }),
    signed('deleted', { method: 'DELETE', payload: { id: 'cmt1' }, type: 'comment.deleted' }),
    signed('named-by-the-url', { query: '?event=comment.created', payload, type: 'comment.created' }),
    signed('agent', {
      method: 'POST',
      headers: { 'x-fastcomments-agent-event': 'trigger.succeeded' },
      payload: agent,
      type: 'trigger.succeeded',
    }),
  ];
}
