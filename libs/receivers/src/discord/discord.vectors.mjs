import { createHash, sign } from 'node:crypto';
import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

// An invented pair. Ed25519 signs the same every time.
const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIDZC+kMbbc3SlmhhRqf+lnalw1ik8el4bHJjRxaI0Gbc
-----END PRIVATE KEY-----`;

export default function discordVectors() {
  const publicKey = '27bb892d877895d2cb5b2bb623eb9cfbeea35fcbf73aef3d96203efdcb09f582';
  const one = (name, payload, expect) => {
    const body = JSON.stringify(payload);
    const timestamp = String(NOW_SECONDS);
    return vector({
      name,
      origin: 'own',
      by: 'discord.com/developers/docs/interactions/overview: Ed25519 of timestamp and body',
      url: 'https://hub.example.com/api/webhooks/incoming/discord',
      headers: {
        'content-type': JSON_TYPE,
        'x-signature-ed25519': sign(null, Buffer.from(timestamp + body), PRIVATE_KEY).toString('hex'),
        'x-signature-timestamp': timestamp,
      },
      body,
      config: { publicKey },
      expect,
    });
  };
  const interaction = (type, data) => ({
    id: '786008729715212338',
    application_id: '1',
    type,
    data,
    token: 't',
    version: 1,
  });
  const read = (type) => ({ events: [{ id: '786008729715212338', type: `discord.${type}` }] });
  const event = { type: 'APPLICATION_AUTHORIZED', timestamp: iso(NOW_SECONDS), data: { scopes: [] } };
  const authorized = { version: 1, application_id: '1', type: 1, event };
  // An event has no id of its own.
  const id = `sha256:${createHash('sha256').update(JSON.stringify(authorized)).digest('hex')}`;
  return [
    one('command', interaction(2, { id: '3', name: 'deploy', type: 1 }), read('APPLICATION_COMMAND')),
    one('exotic-characters', interaction(5, { custom_id: 'Zürich 🚀 $& 100%' }), read('MODAL_SUBMIT')),
    one('component', interaction(3, { custom_id: 'approve', component_type: 2 }), read('MESSAGE_COMPONENT')),
    one('autocomplete', interaction(4, { name: 'deploy' }), read('APPLICATION_COMMAND_AUTOCOMPLETE')),
    one('event', authorized, { events: [{ id, type: 'discord.APPLICATION_AUTHORIZED', time: iso(NOW_SECONDS) }] }),
    one(
      'ping',
      { id: '786008729715212339', application_id: '1', type: 1, token: 't', version: 1 },
      {
        handshake: { status: 200, contentType: 'application/json', body: '{"type":1}' },
      },
    ),
    one('event-ping', { version: 1, application_id: '1', type: 0 }, { handshake: { status: 204 } }),
  ];
}
