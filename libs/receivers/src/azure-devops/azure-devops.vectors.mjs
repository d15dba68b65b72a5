import { base64, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function azureDevopsVectors() {
  const by = 'learn.microsoft.com/azure/devops/service-hooks/services/webhooks';
  const path = 'https://hub.example.com/api/webhooks/incoming/azure-devops';
  const password = 'invented:pass:word';
  const code = 'invented-azure-devops-code-0123456789abcdef';
  const basic = { authorization: `Basic ${base64(`hook:${password}`)}` };
  const event = (eventType, resource, more = {}) =>
    JSON.stringify({
      subscriptionId: '00000000-0000-0000-0000-000000000000',
      notificationId: 9,
      id: 'cd159468-0509-48d9-960d-6f3ba627fd06',
      eventType,
      publisherId: 'tfs',
      message: { text: 'Zürich 🚀 $& 100%' },
      resource,
      resourceContainers: { project: { id: 'p-1' } },
      createdDate: '2025-10-09T08:53:20.0644262Z',
      ...more,
    });
  const one = (name, body, expected, more) =>
    vector({
      name,
      origin: 'own',
      by,
      url: path,
      headers: { 'content-type': `${JSON_TYPE}; charset=utf-8`, ...basic },
      body,
      config: { username: 'hook', password },
      expect: {
        events: [
          {
            id: 'cd159468-0509-48d9-960d-6f3ba627fd06',
            subject: 'p-1',
            time: '2025-10-09T08:53:20.064Z',
            ...expected,
          },
        ],
      },
      ...more,
    });
  const headers = { 'content-type': JSON_TYPE };
  return [
    one('push', event('git.push', { repository: { name: 'shop' } }), {
      type: 'azure-devops.git.push',
      subject: 'shop',
    }),
    one('exotic-characters', event('workitem.created', { id: 5 }), { type: 'azure-devops.workitem.created' }),
    one('no-resource-details', event('build.complete', undefined), { type: 'azure-devops.build.complete' }),
    one(
      'code',
      event('tfvc.checkin', {}),
      { type: 'azure-devops.tfvc.checkin' },
      {
        url: `${path}?code=${code}`,
        headers,
        config: { code },
      },
    ),
    one(
      'header',
      event('message.posted', {}),
      { type: 'azure-devops.message.posted' },
      {
        headers: { ...headers, 'x-webhook-token': code },
        config: { code },
      },
    ),
  ];
}
