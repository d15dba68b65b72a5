import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function figmaVectors() {
  const config = { passcode: 'invented-figma-passcode' };
  const by = 'developers.figma.com/docs/rest-api/webhooks-security';
  const timestamp = iso(NOW_SECONDS - 5);
  const update = (file_name) => ({
    event_type: 'FILE_UPDATE',
    file_key: 'k1',
    file_name,
    passcode: config.passcode,
    timestamp,
    webhook_id: '22',
  });
  const event = { id: `22:${timestamp}:FILE_UPDATE`, type: 'figma.FILE_UPDATE', subject: 'k1', time: timestamp };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = { 'content-type': JSON_TYPE, ...more };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('file-update', update('Checkout'), event),
    signed('exotic-characters', update('Zürich 🚀 $& 100%'), event),
    signed(
      'ping',
      { ...update('x'), event_type: 'PING' },
      { ...event, id: `22:${timestamp}:PING`, type: 'figma.PING' },
    ),
  ];
}
