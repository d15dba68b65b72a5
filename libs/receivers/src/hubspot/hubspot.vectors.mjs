import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function hubspotVectors() {
  const clientSecret = 'invented-client-secret';
  const origin = 'https://hooks.example.com';
  const docs = 'developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation';
  const v3 = (body, url) => ({
    'x-hubspot-signature-v3': hmac('sha256', clientSecret, `POST${url}${body}${NOW_MS}`, 'base64'),
    'x-hubspot-request-timestamp': String(NOW_MS),
  });
  const signed = (name, changes, headersOf, events, { url = `${origin}/in/hubspot`, ...options } = {}) => {
    const body = JSON.stringify(changes);
    const headers = { 'content-type': JSON_TYPE, ...headersOf(body, url) };
    const config = { clientSecret, options };
    return vector({ name, origin: 'own', by: docs, url, headers, body, config, expect: { events } });
  };

  const creation = {
    eventId: 1,
    subscriptionId: 12,
    portalId: 33,
    occurredAt: NOW_MS - 5_000,
    subscriptionType: 'contact.creation',
    objectId: 123,
  };
  const change = {
    ...creation,
    eventId: 2,
    subscriptionType: 'deal.propertyChange',
    propertyName: 'dealname',
    propertyValue: 'Zürich 🚀 $& 100%',
  };
  const time = iso(NOW_SECONDS - 5);
  const first = { id: '1', type: 'hubspot.contact.creation', subject: '123', time };
  const second = { id: '2', type: 'hubspot.deal.propertyChange', subject: '123', time };
  return [
    signed('contact-creation', [creation], v3, [first]),
    signed('exotic-characters', [creation, change], v3, [first, second]),
    signed('escaped-url', [creation], (body) => v3(body, `${origin}/in/hubspot?to=mailto:a@b,c/%23`), [first], {
      url: `${origin}/in/hubspot?to=mailto%3Aa%40b%2Cc%2F%23`,
    }),
    signed('twice-the-same-id', [creation, { ...creation, subscriptionId: 13 }], v3, [first, first]),
  ];
}
