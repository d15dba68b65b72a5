import { FORM_TYPE, hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function zendeskVectors() {
  const config = { secret: 'invented-zendesk-signing-secret==' };
  const id = '2b24ef10-19d3-4740-93cf-8f98ec4776c0';
  const invocation = '01J000000000000000000000AB';
  const timestamp = '2025-10-09T08:53:18Z';
  const signed = (name, { method = 'POST', type = JSON_TYPE, body = '', expected }) => {
    const headers = {
      ...(type === null ? {} : { 'content-type': type }),
      'x-zendesk-account-id': '12514403',
      'x-zendesk-webhook-id': '01J000000000000000000000CD',
      'x-zendesk-webhook-invocation-id': invocation,
      'x-zendesk-webhook-signature-timestamp': timestamp,
      'x-zendesk-webhook-signature': hmac('sha256', config.secret, timestamp + body, 'base64'),
    };
    const by = 'developer.zendesk.com/documentation/webhooks/verifying';
    return vector({ name, origin: 'own', by, method, headers, body, config, expect: { events: [expected] } });
  };
  const event = (name, more) =>
    JSON.stringify({
      account_id: 12_514_403,
      detail: { id: '35' },
      event: {},
      id,
      subject: 'zen:ticket:35',
      time: iso(NOW_SECONDS - 5),
      type: `zen:event-type:${name}`,
      zendesk_event_version: '2022-11-06',
      ...more,
    });
  const subscribed = (name) => ({
    id,
    type: `zendesk.zen:event-type:${name}`,
    subject: 'zen:ticket:35',
    time: iso(NOW_SECONDS - 5),
  });
  const change = { id: invocation, type: 'zendesk.change', subject: null, time: iso(NOW_SECONDS - 2) };
  return [
    signed('ticket-created', { body: event('ticket.created'), expected: subscribed('ticket.created') }),
    signed('exotic-characters', {
      body: event('ticket.subject_changed', { event: { current: 'Zürich 🚀 $& 100%', previous: '' } }),
      expected: subscribed('ticket.subject_changed'),
    }),
    // What a trigger sends is anybody's own, also where it has an id and a type.
    signed('trigger', { method: 'PUT', body: '{"id":"35","type":"incident","title":"x"}', expected: change }),
    signed('trigger-form', { type: FORM_TYPE, body: 'ticket_id=35&title=Z%C3%BCrich', expected: change }),
    signed('trigger-xml', {
      type: 'application/xml',
      body: '<ticket><id>35</id><title>Z&#252;rich</title></ticket>',
      expected: change,
    }),
    signed('get', { method: 'GET', type: null, expected: change }),
    signed('delete', { method: 'DELETE', expected: change }),
  ];
}
