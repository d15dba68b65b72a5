import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function muxVectors() {
  const config = { secret: 'invented-mux-secret' };
  const by = 'mux.com/docs/core/verify-webhook-signatures';
  const time = iso(NOW_SECONDS - 5);
  const ready = (passthrough) => ({
    id: '3a56ac3d',
    type: 'video.asset.ready',
    created_at: time,
    object: { type: 'asset', id: 'as1' },
    data: { id: 'as1', passthrough },
  });
  const event = { id: '3a56ac3d', type: 'mux.video.asset.ready', subject: 'as1', time };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'mux-signature': `t=${NOW_SECONDS},v1=${hmac('sha256', config.secret, `${NOW_SECONDS}.${body}`)}`,
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [signed('asset-ready', ready('x'), event), signed('exotic-characters', ready('Zürich 🚀 $& 100%'), event)];
}
