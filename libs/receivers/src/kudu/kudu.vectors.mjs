import { JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function kuduVectors() {
  const code = 'invented-kudu-code-0123456789abcdef';
  const by = 'github.com/projectkudu/kudu/wiki/Web-hooks, with a secret in the URL';
  const url = `https://hub.example.com/api/webhooks/incoming/kudu?code=${code}`;
  const commit = 'ff17489fbcb7e2dda9012ec285811b9b751ebb5e';
  const endTime = '2025-10-09T08:53:20.6393049Z';
  const one = (name, fields, expected) =>
    vector({
      name,
      origin: 'own',
      by,
      url,
      headers: { 'content-type': JSON_TYPE },
      body: JSON.stringify({ id: commit, siteName: 'shop', complete: true, endTime, ...fields }, null, 2),
      config: { code },
      expect: { events: [{ subject: 'shop', time: '2025-10-09T08:53:20.639Z', ...expected }] },
    });
  return [
    one(
      'success',
      { status: 'success', message: 'initial commit\n' },
      {
        id: commit,
        type: 'kudu.success',
      },
    ),
    one(
      'exotic-characters',
      { status: 'failed', statusText: 'Zürich 🚀 $& 100%' },
      {
        id: commit,
        type: 'kudu.failed',
      },
    ),
    one(
      'not-over-yet',
      { status: 'building', complete: false, endTime: null },
      {
        id: commit,
        type: 'kudu.building',
        time: null,
      },
    ),
  ];
}
