import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function zoomVectors() {
  const config = { secretToken: 'invented-zoom-secret-token' };
  const by = 'developers.zoom.us/docs/api/webhooks';
  const started = { event: 'meeting.started', event_ts: NOW_MS - 5_000, payload: { object: { id: 7, uuid: 'u==' } } };
  const plainToken = 'qgg8vlvZRS6UYooatFL8Aw';
  const validation = { event: 'endpoint.url_validation', event_ts: NOW_MS, payload: { plainToken } };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'x-zm-request-timestamp': String(NOW_SECONDS),
      'x-zm-signature': `v0=${hmac('sha256', config.secretToken, `v0:${NOW_SECONDS}:${body}`)}`,
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('meeting-started', started, { type: 'zoom.meeting.started', subject: 'u==', time: iso(NOW_SECONDS - 5) }),
    signed(
      'exotic-characters',
      { ...started, payload: { object: { id: '7', topic: 'Zürich 🚀 $& 100%' } } },
      { type: 'zoom.meeting.started', subject: '7' },
    ),
    {
      ...signed('url-validation', validation, []),
      expect: {
        handshake: {
          status: 200,
          contentType: JSON_TYPE,
          body: JSON.stringify({ plainToken, encryptedToken: hmac('sha256', config.secretToken, plainToken) }),
        },
      },
    },
  ];
}
