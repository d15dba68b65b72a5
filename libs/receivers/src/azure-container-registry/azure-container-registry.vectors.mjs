import { JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function azureContainerRegistryVectors() {
  const code = 'invented-registry-code-0123456789abcdef';
  const by = 'learn.microsoft.com/azure/container-registry/container-registry-webhook-reference';
  const path = 'https://hub.example.com/api/webhooks/incoming/azure-container-registry';
  const headers = { 'content-type': `${JSON_TYPE}; charset=utf-8` };
  const id = 'cb8c3971-9adc-488b-bdd8-43cbb4974ff5';
  const time = '2025-10-09T08:53:20.346Z';
  const one = (name, action, target, subject, more) =>
    vector({
      name,
      origin: 'own',
      by,
      url: `${path}?code=${code}`,
      headers,
      body: JSON.stringify({ id, timestamp: '2025-10-09T08:53:20.346871Z', action, target, request: { id: 'r' } }),
      config: { code },
      expect: { events: [{ id, type: `azure-container-registry.${action}`, subject, time }] },
      ...more,
    });
  return [
    one('push', 'push', { repository: 'hello-world', tag: 'v1' }, 'hello-world:v1'),
    one('exotic-characters', 'delete', { repository: 'zürich/🚀 $& 100%' }, 'zürich/🚀 $& 100%'),
    one('ping', 'ping', undefined, null),
    one('header', 'push', { repository: 'hello-world', tag: 'v2' }, 'hello-world:v2', {
      url: path,
      headers: { ...headers, 'x-webhook-token': code },
    }),
  ];
}
