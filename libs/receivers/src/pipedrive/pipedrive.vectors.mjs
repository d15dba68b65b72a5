import { createHash } from 'node:crypto';
import { base64, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function pipedriveVectors() {
  const password = 'invented:pipedrive:password';
  const one = (name, payload, expected) =>
    vector({
      name,
      origin: 'own',
      by: 'pipedrive.readme.io/docs/guide-for-webhooks-v2',
      url: 'https://hub.example.com/api/webhooks/incoming/pipedrive',
      headers: { 'content-type': JSON_TYPE, authorization: `Basic ${base64(`hook:${password}`)}` },
      body: JSON.stringify(payload),
      config: { username: 'hook', password },
      expect: { events: [{ time: iso(NOW_SECONDS), ...expected }] },
    });
  const meta = { id: 'e-1', entity: 'deal', action: 'create', entity_id: '1', timestamp: iso(NOW_SECONDS) };
  const version1 = { event: 'updated.deal', current: {}, meta: { v: 1, timestamp: NOW_SECONDS } };
  const hash = `sha256:${createHash('sha256').update(JSON.stringify(version1)).digest('hex')}`;
  return [
    one(
      'created',
      { data: { id: 1 }, previous: null, meta },
      {
        id: 'e-1',
        type: 'pipedrive.deal.create',
        subject: '1',
      },
    ),
    one(
      'exotic-characters',
      { data: { title: 'Zürich 🚀 $& 100%' }, meta: { ...meta, action: 'change' } },
      {
        id: 'e-1',
        type: 'pipedrive.deal.change',
      },
    ),
    one('version-1', version1, { id: hash, type: 'pipedrive.updated.deal' }),
  ];
}
