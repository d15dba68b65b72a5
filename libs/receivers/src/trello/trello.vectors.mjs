import { hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function trelloVectors() {
  const secret = 'invented0trello0oauth0secret';
  const common = { origin: 'own', by: 'developer.atlassian.com/cloud/trello/guides/rest-api/webhooks' };
  const signed = (name, { url, callbackUrl, registered, action, model = { id: 'b1' } }) => {
    const date = '2025-10-09T08:53:10.000Z';
    const body = JSON.stringify({ action: { id: '51f9424bcd6e040f3c002412', date, ...action }, model });
    const headers = {
      'content-type': JSON_TYPE,
      'x-trello-webhook': hmac('sha1', secret, body + registered, 'base64'),
    };
    const config = { secret, ...(callbackUrl === undefined ? {} : { callbackUrl }) };
    const expected = { id: '51f9424bcd6e040f3c002412', type: `trello.${action.type}`, time: date };
    const events = [{ ...expected, subject: action.data.card?.id ?? model.id }];
    return vector({ ...common, name, url, headers, body, config, expect: { events } });
  };
  const card = { id: 'c1', name: 'Carry the tens' };
  const here = 'https://hooks.example.com/api/webhooks/incoming/trello?board=1';
  const registered = 'https://public.example.com/trello/';
  return [
    signed('card', { url: here, registered: here, action: { type: 'updateCard', data: { card } } }),
    signed('registered-elsewhere', {
      url: here,
      registered,
      callbackUrl: registered,
      action: { type: 'createCard', data: { card } },
    }),
    signed('exotic-characters', {
      url: here,
      registered: here,
      action: { type: 'commentCard', data: { card, text: 'Zürich 🚀 $& 100%' } },
    }),
    signed('board', { url: here, registered: here, action: { type: 'updateBoard', data: { board: { id: 'b1' } } } }),
    vector({
      ...common,
      name: 'url-check',
      method: 'HEAD',
      config: { secret },
      expect: { handshake: { status: 200 } },
    }),
  ];
}
