import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function asanaVectors() {
  const config = { hookSecret: 'invented0123456789abcdef' };
  const by = 'developers.asana.com/docs/webhooks-guide';
  const created_at = iso(NOW_SECONDS - 5);
  const change = (field) => ({
    created_at,
    action: 'changed',
    resource: { gid: '2', resource_type: 'task' },
    change: { field, action: 'changed' },
  });
  const event = { type: 'asana.task.changed', subject: '2', time: created_at };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = { 'content-type': JSON_TYPE, 'x-hook-signature': hmac('sha256', config.hookSecret, body), ...more };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('task-changed', { events: [change('name')] }, event),
    signed('exotic-characters', { events: [change('Zürich 🚀 $& 100%')] }, event),
    signed('several', { events: [change('name'), { ...change('name'), action: 'added' }, change('name')] }, [
      event,
      { ...event, type: 'asana.task.added' },
      event,
    ]),
    signed('heartbeat', { events: [] }, []),
    vector({
      name: 'x-hook-secret',
      origin: 'own',
      by,
      headers: { 'content-type': JSON_TYPE, 'x-hook-secret': config.hookSecret },
      body: '{}',
      config: {},
      expect: { handshake: { status: 200, headers: { 'x-hook-secret': config.hookSecret } } },
    }),
  ];
}
