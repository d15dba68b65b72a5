import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function dynamicsCrmVectors() {
  const code = 'invented-dynamics-code-0123456789abcdef';
  const by = 'learn.microsoft.com/power-apps/developer/data-platform/register-web-hook, /use-webhooks';
  const path = 'https://hub.example.com/api/webhooks/incoming/dynamics-crm';
  const headers = {
    'content-type': JSON_TYPE,
    'x-request-id': 'req-1',
    'x-ms-dynamics-organization': 'org.crm.dynamics.com',
    'x-ms-dynamics-entity-name': 'contact',
    'x-ms-dynamics-request-name': 'Create',
  };
  const message = (fields) => ({
    MessageName: 'Create',
    PrimaryEntityName: 'contact',
    PrimaryEntityId: 'p-1',
    RequestId: 'b1f2c3d4-0000-4000-8000-000000000001',
    OperationId: '00000000-0000-0000-0000-000000000000',
    OperationCreatedOn: `/Date(${NOW_SECONDS}000+0000)/`,
    Stage: 40,
    Depth: 1,
    InputParameters: [],
    ...fields,
  });
  const one = (name, fields, id, type, more) =>
    vector({
      name,
      origin: 'own',
      by,
      url: `${path}?code=${code}`,
      headers,
      body: JSON.stringify(message(fields)),
      config: { code },
      expect: { events: [{ id, type: `dynamics-crm.${type}`, subject: 'contact:p-1', time: iso(NOW_SECONDS) }] },
      ...more,
    });
  const request = 'b1f2c3d4-0000-4000-8000-000000000001';
  const operation = '9c8b7a60-0000-4000-8000-000000000009';
  return [
    one('webhook-key', {}, request, 'Create'),
    one('asynchronous-step', { OperationId: operation, OwningExtension: { Id: 's-1' } }, `${operation}:s-1`, 'Create'),
    one('exotic-characters', { MessageName: 'new_Zürich 🚀 $& 100%' }, request, 'new_Zürich 🚀 $& 100%'),
    one('http-header', { MessageName: 'Update' }, request, 'Update', {
      url: path,
      headers: { ...headers, 'x-webhook-token': code },
    }),
    one('size-exceeded', { InputParameters: undefined }, request, 'Create', {
      headers: { ...headers, 'x-ms-dynamics-msg-size-exceeded': 'true' },
    }),
  ];
}
