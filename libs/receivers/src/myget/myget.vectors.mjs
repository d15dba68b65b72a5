import { JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function mygetVectors() {
  const code = 'invented-myget-code-0123456789abcdef';
  const by = 'docs.myget.org/docs/reference/webhooks, with a secret in the URL';
  const url = `https://hub.example.com/api/webhooks/incoming/myget?code=${code}`;
  const id = '7a48ce8c-728d-4350-8da8-e283d6fce277';
  const one = (name, payloadType, payload, subject, contentType = 'application/vnd.myget.webhooks.v1+json') =>
    vector({
      name,
      origin: 'own',
      by,
      url,
      headers: { 'content-type': contentType },
      body: JSON.stringify(
        {
          Identifier: id,
          Username: 'ada',
          When: '2025-10-09T08:53:20.1148196Z',
          PayloadType: payloadType,
          Payload: payload,
        },
        null,
        2,
      ),
      config: { code },
      expect: { events: [{ id, type: `myget.${payloadType}`, subject, time: '2025-10-09T08:53:20.114Z' }] },
    });
  const coffee = { PackageIdentifier: 'Shop.Coffee', PackageVersion: '1.0.0', FeedIdentifier: 'shop' };
  return [
    one('package-added', 'PackageAddedWebHookEventPayloadV1', coffee, 'Shop.Coffee'),
    one('ping', 'PingWebHookEventPayloadV1', {}, null),
    one('build-finished', 'BuildFinishedWebHookEventPayloadV1', { FeedIdentifier: 'shop', Result: 'success' }, 'shop'),
    one(
      'exotic-characters',
      'PackageListedWebHookEventPayloadV1',
      { ...coffee, Action: 'Zürich 🚀 $& 100%' },
      'Shop.Coffee',
      JSON_TYPE,
    ),
  ];
}
