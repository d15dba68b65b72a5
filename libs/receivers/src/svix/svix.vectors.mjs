import { MESSAGE_ID, standardVectors } from '../../scripts/standard-webhooks-tools.mjs';
import { iso, NOW_SECONDS } from '../../scripts/vector-tools.mjs';

export default function svixVectors() {
  const secret = 'whsec_aW52ZW50ZWQtc3ZpeC1zZWNyZXQtMDAwMDAwMDE=';
  const by = 'docs.svix.com/receiving/verifying-payloads/how-manual';
  const { signed, v1 } = standardVectors({ secret, by, prefix: 'svix' });
  const time = iso(NOW_SECONDS - 5);
  const paid = { type: 'invoice.paid', timestamp: time, data: { id: 'in_1' } };
  const exotic = { type: 'user.created', data: { name: 'Zürich 🚀 $& 100%' } };
  const now = iso(NOW_SECONDS);
  const event = { id: MESSAGE_ID, type: 'svix.invoice.paid', subject: 'in_1', time: now };
  const old = 'whsec_dGhlLW9sZC1zZWNyZXQtdGhlLW9sZC1zZWNyZXQ=';
  const branded = signed('invoice-paid', paid, event);
  const unbranded = Object.fromEntries(
    Object.entries(branded.request.headers).map(([name, value]) => [name.replace('svix-', 'webhook-'), value]),
  );
  return [
    branded,
    signed('exotic-characters', exotic, { id: MESSAGE_ID, type: 'svix.user.created', time: now }),
    signed('rotated-secret', paid, event, {
      signature: `${v1(JSON.stringify(paid), old)} ${v1(JSON.stringify(paid))} v1a,AAAA`,
    }),
    signed('no-type', { id: 7 }, { id: MESSAGE_ID, type: 'svix.message' }),
    { ...branded, name: 'unbranded-headers', request: { ...branded.request, headers: unbranded } },
  ];
}
