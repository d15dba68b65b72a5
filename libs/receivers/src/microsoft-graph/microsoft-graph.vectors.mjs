import { JSON_TYPE, NO_SNIFFING, vector } from '../../scripts/vector-tools.mjs';

export default function microsoftGraphVectors() {
  const clientState = 'invented-client-state-0123456789abcdef';
  const url = 'https://hub.example.com/api/webhooks/incoming/microsoft-graph';
  const by = 'learn.microsoft.com/graph/change-notifications-delivery-webhooks';
  const notification = (fields) => ({ subscriptionId: 's-1', clientState, tenantId: 't-1', ...fields });
  const resource = "Users('u')/Messages('m')";
  const one = (name, value, events) =>
    vector({
      name,
      origin: 'own',
      by,
      url,
      headers: { 'content-type': `${JSON_TYPE}; charset=utf-8` },
      body: JSON.stringify({ value }),
      config: { clientState },
      expect: { events },
    });
  const etag = 'W/"CQAAABYAAA"';
  return [
    one(
      'batch',
      [
        notification({ id: 'n-1', changeType: 'created', resource }),
        notification({ changeType: 'updated', resource, resourceData: { '@odata.etag': etag, id: 'm' } }),
      ],
      [
        { id: 'n-1', type: 'microsoft-graph.created', subject: resource },
        { id: `s-1:${resource}:updated:${etag}`, type: 'microsoft-graph.updated', subject: resource },
      ],
    ),
    one(
      'exotic-characters',
      [notification({ id: 'n-2', changeType: 'deleted', resource: 'Zürich 🚀 $& 100%' })],
      [{ id: 'n-2', type: 'microsoft-graph.deleted', subject: 'Zürich 🚀 $& 100%' }],
    ),
    one(
      'lifecycle',
      [notification({ id: 'n-3', lifecycleEvent: 'missed' })],
      [{ id: 'n-3', type: 'microsoft-graph.missed', subject: 's-1' }],
    ),
    vector({
      name: 'validation',
      origin: 'own',
      by,
      url: `${url}?validationToken=Validation%3A+Testing+client+application+reachability+for+subscription+Request-Id%3A+522a8e7e`,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      config: { clientState },
      expect: {
        handshake: {
          status: 200,
          contentType: 'text/plain',
          headers: NO_SNIFFING,
          body: 'Validation: Testing client application reachability for subscription Request-Id: 522a8e7e',
        },
      },
    }),
  ];
}
