import { hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function quickbooksVectors() {
  const config = { verifierToken: 'invented-verifier-token' };
  const time = '2025-10-09T08:53:20.000Z';
  const signed = (name, payload, events) => {
    const body = JSON.stringify(payload);
    const signature = hmac('sha256', config.verifierToken, body, 'base64');
    const headers = { 'content-type': JSON_TYPE, 'intuit-signature': signature };
    const expected = events.map((event) => ({ ...event, time }));
    const by = 'developer.intuit.com/app/developer/qbo/docs/develop/webhooks';
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: expected } });
  };
  const notification = (realmId, ...entities) => ({ realmId, dataChangeEvent: { entities } });
  const change = (name, id, operation, more) => ({ name, id, operation, lastUpdated: time, ...more });
  const read = (realm, name, subject, operation) => ({
    id: `${realm}:${name}:${subject}:${operation}:${time}`,
    type: `quickbooks.${name}.${operation}`,
    subject,
  });
  const cloudEvent = { specversion: '1.0', id: 'ce-1', source: 'intuit.x', type: 'qbo.customer.created.v1', time };
  return [
    signed(
      'batch',
      {
        eventNotifications: [
          notification('11', change('Customer', '1', 'Create'), change('Vendor', '2', 'Update')),
          notification('22', change('Invoice', '3', 'Void')),
        ],
      },
      [read('11', 'Customer', '1', 'Create'), read('11', 'Vendor', '2', 'Update'), read('22', 'Invoice', '3', 'Void')],
    ),
    signed(
      'exotic-characters',
      { eventNotifications: [notification('11', change('Item', '4', 'Update', { note: 'Zürich 🚀 $& 100%' }))] },
      [read('11', 'Item', '4', 'Update')],
    ),
    signed(
      'cloudevents',
      [{ ...cloudEvent, intuitentityid: '5' }],
      [{ id: 'ce-1', type: 'quickbooks.qbo.customer.created.v1', subject: '5' }],
    ),
  ];
}
