import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function elevenlabsVectors() {
  const secret = 'wsec_invented0123456789';
  const one = (name, type, data) => {
    const body = JSON.stringify({ type, event_timestamp: NOW_SECONDS, data });
    return vector({
      name,
      origin: 'own',
      by: 'elevenlabs.io/docs/product-guides/administration/webhooks: HMAC-SHA256 of t.body',
      url: 'https://hub.example.com/api/webhooks/incoming/elevenlabs',
      headers: {
        'content-type': JSON_TYPE,
        'elevenlabs-signature': `t=${NOW_SECONDS},v0=${hmac('sha256', secret, `${NOW_SECONDS}.${body}`)}`,
      },
      body,
      config: { secret },
      expect: {
        events: [{ id: `${type}:c1`, type: `elevenlabs.${type}`, subject: 'c1', time: iso(NOW_SECONDS) }],
      },
    });
  };
  return [
    one('transcription', 'post_call_transcription', { conversation_id: 'c1' }),
    one('exotic-characters', 'post_call_audio', { conversation_id: 'c1', full_audio: 'Zürich 🚀 $& 100%' }),
  ];
}
