import { createHash } from 'node:crypto';
import { hmac, JSON_TYPE, NO_SNIFFING, vector } from '../../scripts/vector-tools.mjs';

export default function dropboxVectors() {
  const config = { appSecret: 'invented-dropbox-app-secret' };
  const common = { origin: 'own', by: 'dropbox.com/developers/reference/webhooks', config };
  const signed = (name, payload, subjects, indent) => {
    const body = JSON.stringify(payload, null, indent);
    const headers = {
      'content-type': JSON_TYPE,
      'user-agent': 'DropboxWebhooks/1.0',
      'x-dropbox-signature': hmac('sha256', config.appSecret, body),
    };
    // Dropbox gives no id: what tells a repetition is the body.
    const hash = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    const events = subjects.map((subject, index) => ({
      id: index === 0 ? hash : `${hash}#${index}`,
      type: 'dropbox.change',
      subject,
    }));
    return vector({ ...common, name, headers, body, expect: { events } });
  };
  const challenge = 'Zq3-challenge_42~x';
  return [
    signed('change', { list_folder: { accounts: ['dbid:AAA1'] }, delta: { users: [12_345_678] } }, ['dbid:AAA1']),
    signed('several-accounts', { list_folder: { accounts: ['dbid:AAA1', 'dbid:AAA2'] } }, ['dbid:AAA1', 'dbid:AAA2']),
    signed('old-api', { delta: { users: [12_345_678, 23_456_789] } }, ['12345678', '23456789'], 2),
    signed('exotic-characters', { list_folder: { accounts: ['dbid:Zürich 🚀 $& 100%'] } }, ['dbid:Zürich 🚀 $& 100%']),
    vector({
      ...common,
      name: 'challenge',
      method: 'GET',
      url: `/api/webhooks/incoming/dropbox?challenge=${challenge}`,
      expect: { handshake: { status: 200, contentType: 'text/plain', headers: NO_SNIFFING, body: challenge } },
    }),
  ];
}
