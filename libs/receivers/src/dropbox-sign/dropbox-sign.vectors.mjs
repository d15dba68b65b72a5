import { hmac, iso, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function dropboxSignVectors() {
  const config = { apiKey: 'invented-dropbox-sign-api-key' };
  const by = 'developers.hellosign.com/docs/events/walkthrough';
  const time = String(NOW_SECONDS - 5);
  const hashOf = (type) => hmac('sha256', config.apiKey, time + type);
  const signed = (name, type, more, event) => {
    const metadata = { related_signature_id: 'sig1', reported_for_app_id: null };
    const payload = JSON.stringify({
      event: { event_time: time, event_type: type, event_hash: hashOf(type), event_metadata: metadata },
      ...more,
    });
    const body = `--hsB\r\nContent-Disposition: form-data; name="json"\r\n\r\n${payload}\r\n--hsB--\r\n`;
    const headers = { 'content-type': 'multipart/form-data; boundary=hsB' };
    const read = { id: hashOf(type), type: `dropbox-sign.${type}`, time: iso(NOW_SECONDS - 5), ...event };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [read] } });
  };
  const request = (title) => ({ signature_request: { signature_request_id: 'r1', title } });
  return [
    signed('signed', 'signature_request_signed', request('Contract'), { subject: 'r1' }),
    signed('exotic-characters', 'signature_request_sent', request('Zürich 🚀 $& 100%'), { subject: 'r1' }),
    signed('callback-test', 'callback_test', {}, {}),
  ];
}
