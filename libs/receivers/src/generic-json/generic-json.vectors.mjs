import { createHash } from 'node:crypto';
import { hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function genericJsonVectors() {
  const code = 'invented-generic-code-0123456789abcdef';
  const by = 'github.com/aspnet/AspNetWebHooks, GenericJsonWebHookReceiver (?code= and ?action=)';
  const path = 'https://hub.example.com/api/webhooks/incoming/generic-json';
  const one = (name, body, type, more = {}) => {
    const { headers = {}, ...rest } = more;
    const id = headers['idempotency-key'] ?? `sha256:${createHash('sha256').update(body).digest('hex')}`;
    return vector({
      name,
      origin: 'own',
      by,
      url: `${path}?code=${code}&action=${type}`,
      headers: { 'content-type': JSON_TYPE, ...headers },
      body,
      config: { code },
      expect: { events: [{ id, type: `generic-json.${type}` }] },
      ...rest,
    });
  };
  const exotic = '{"text":"Zürich 🚀 $& 100%"}';
  return [
    one('action', '{"left":3}', 'paid'),
    one('no-action', '{"left":3}', 'change', { url: `${path}?code=${code}` }),
    one('list', '[1,{"a":2}]', 'paid'),
    one('text', '"only a text"', 'paid'),
    one('null', 'null', 'paid'),
    one('exotic-characters', exotic, 'paid', { headers: { 'idempotency-key': 'key-1' } }),
    one('vendor-media-type', '{"data":[]}', 'paid', { headers: { 'content-type': 'application/vnd.api+json' } }),
    one('header', '{"left":3}', 'change', { url: path, headers: { 'x-webhook-token': code } }),
    one('bearer', '{"left":3}', 'change', { url: path, headers: { authorization: `Bearer ${code}` } }),
    one('signed-in-hex', exotic, 'change', {
      url: path,
      headers: { 'x-signature': `sha256=${hmac('sha256', code, exotic)}` },
      config: { code, options: { signatureHeader: 'X-Signature', signaturePrefix: 'sha256=' } },
    }),
    one('signed-in-base64', exotic, 'change', {
      url: path,
      headers: { 'x-signature': hmac('sha256', code, exotic, 'base64') },
      config: { code, options: { signatureHeader: 'x-signature', signatureInBase64: true } },
    }),
  ];
}
