import { entraConfig, entraProof } from '../../scripts/entra-tools.mjs';
import { JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function eventGridVectors() {
  const code = 'invented-event-grid-code-0123456789abcdef';
  const by = 'learn.microsoft.com/azure/event-grid/secure-webhook-delivery, with a secret in the URL';
  const path = 'https://hub.example.com/api/webhooks/incoming/event-grid';
  const url = `${path}?code=${code}`;
  const config = { code };
  const post = (name, payload, expect, more = {}) =>
    vector({
      name,
      origin: 'own',
      by,
      url,
      headers: { 'content-type': JSON_TYPE, 'aeg-event-type': 'Notification', 'aeg-delivery-count': '0' },
      body: JSON.stringify(payload),
      config,
      expect,
      ...more,
    });
  const event = (id, eventType, subject, data = {}) => ({
    id,
    topic: '/subscriptions/s',
    subject,
    eventType,
    eventTime: '2025-10-09T08:53:20.1234567Z',
    data,
    dataVersion: '1',
    metadataVersion: '1',
  });
  const cloud = (id, subject) => ({
    specversion: '1.0',
    id,
    source: '/subscriptions/s',
    type: 'Microsoft.Storage.BlobCreated',
    subject,
    time: '2025-10-09T08:53:20Z',
    data: { url: 'https://x.example.com/Zürich' },
  });
  const { authorization, documents } = entraProof('4962773b-9cdb-44cf-a8bf-237846a00ab7');
  const options = (name, more) =>
    vector({
      name,
      origin: 'own',
      by: 'learn.microsoft.com/azure/event-grid/end-point-validation-cloud-events-schema',
      method: 'OPTIONS',
      url,
      headers: { 'webhook-request-origin': 'eventgrid.azure.net' },
      config,
      expect: { handshake: { status: 200, headers: { 'webhook-allowed-origin': 'eventgrid.azure.net' } } },
      ...more,
    });
  const blob = 'event-grid.Microsoft.Storage.BlobCreated';
  return [
    post(
      'batch',
      [
        event('831e1650', 'Microsoft.Storage.BlobCreated', '/blobs/a', { url: 'https://x.example.com/a' }),
        event('831e1651', 'Microsoft.Storage.BlobDeleted', '/blobs/b'),
      ],
      {
        events: [
          { id: '831e1650', type: blob, subject: '/blobs/a', time: '2025-10-09T08:53:20.123Z' },
          { id: '831e1651', type: 'event-grid.Microsoft.Storage.BlobDeleted', subject: '/blobs/b' },
        ],
      },
    ),
    post('exotic-characters', [event('831e1652', 'Shop.Order.Paid', '/orders/Zürich 🚀 $& 100%')], {
      events: [{ id: '831e1652', type: 'event-grid.Shop.Order.Paid', subject: '/orders/Zürich 🚀 $& 100%' }],
    }),
    post(
      'cloud-event',
      cloud('c-1', '/blobs/c'),
      {
        events: [{ id: 'c-1', type: blob, subject: '/blobs/c', time: '2025-10-09T08:53:20.000Z' }],
      },
      { headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' } },
    ),
    post(
      'cloud-event-batch',
      [cloud('c-2', '/blobs/d'), cloud('c-3', '/blobs/e')],
      {
        events: [
          { id: 'c-2', type: blob, subject: '/blobs/d' },
          { id: 'c-3', type: blob, subject: '/blobs/e' },
        ],
      },
      { headers: { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' } },
    ),
    post(
      'delivery-header',
      [event('831e1653', 'Microsoft.Storage.BlobCreated', '/blobs/f')],
      {
        events: [{ id: '831e1653', type: blob, subject: '/blobs/f' }],
      },
      {
        url: path,
        by: 'learn.microsoft.com/azure/event-grid/delivery-properties, with a secret header',
        headers: { 'content-type': JSON_TYPE, 'aeg-event-type': 'Notification', 'x-webhook-token': code },
      },
    ),
    post(
      'entra-token',
      [event('831e1654', 'Microsoft.Storage.BlobCreated', '/blobs/g')],
      { events: [{ id: '831e1654', type: blob, subject: '/blobs/g' }] },
      {
        by: 'learn.microsoft.com/azure/event-grid/secure-webhook-delivery, with a token of Entra ID',
        url: path,
        headers: { 'content-type': JSON_TYPE, 'aeg-event-type': 'Notification', authorization },
        config: { code, ...entraConfig },
        documents,
        provedBy: 'published-key',
      },
    ),
    post(
      'subscription-validation',
      [
        event('2d1781af', 'Microsoft.EventGrid.SubscriptionValidationEvent', '', {
          validationCode: '512d38b6-c7b8-40c8-89fe-f46f9e9622b6',
          validationUrl: 'https://rp-eastus2.eventgrid.azure.net/eventsubscriptions/x/validate?id=512d38b6',
        }),
      ],
      {
        handshake: {
          status: 200,
          contentType: 'application/json',
          body: '{"validationResponse":"512d38b6-c7b8-40c8-89fe-f46f9e9622b6"}',
        },
      },
      { headers: { 'content-type': JSON_TYPE, 'aeg-event-type': 'SubscriptionValidation' } },
    ),
    options('cloudevents-options'),
    options('cloudevents-options-without-code', { url: path }),
  ];
}
