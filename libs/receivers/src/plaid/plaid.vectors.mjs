import { createHash, createPublicKey, verify } from 'node:crypto';
import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

const BY = 'plaid.com/docs/api/webhooks/webhook-verification';
const KEY_ID = 'bfbd5111-0000-4643-8ced-invented0001';
// An invented pair: its private half signed the tokens below once, since ECDSA gives another signature each time.
const KEY = {
  alg: 'ES256',
  created_at: 1_750_000_000,
  crv: 'P-256',
  expired_at: null,
  kid: KEY_ID,
  kty: 'EC',
  use: 'sig',
  x: 'N8meiTXiOjkeaciakwVAF9fsQuAC_tRHy028xXNXWUQ',
  y: 'zn-UEyXBGfVhg1O2D9frrK2XDOQnBgKOgdJTZ8iAf7U',
};
const SIGNATURES = {
  'sync-updates': 'eanfmqEz6jhRPut9yz_qnkrrnp-QE6jF9hzObkxCG2BDYGhPdWEE7WyDmaxyrJlW5vo1K7XfGT3lQGUkkBDaaw',
  'exotic-characters': 'EMkllLBQWe7khO9pOYWNHHvg6JkN_3VVrRfyUOYKwe1bYAYJMxrGTSNjkvwfycxJ1p9f_v3MMShiePV-LlBURA',
  'in-the-sandbox': 'ss7EWqY1SYgD98fDJEZq5_SWICLExAzi9FFJDbk1n59FffCbzLQ2HSRSZ5F26qc4maWilZTNP1x09mTL-fkz7A',
};
const config = { clientId: 'invented-client', clientSecret: 'invented-secret' };
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(name, body) {
  const hash = createHash('sha256').update(body).digest('hex');
  const input = `${encode({ alg: 'ES256', kid: KEY_ID, typ: 'JWT' })}.${encode({ iat: NOW_SECONDS, request_body_sha256: hash })}`;
  const signature = Buffer.from(SIGNATURES[name] ?? '', 'base64url');
  const key = createPublicKey({ key: KEY, format: 'jwk' });
  if (!verify('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }, signature))
    throw new Error(`The token of ${name} has to be signed anew: ${input}`);
  return { text: `${input}.${SIGNATURES[name]}`, hash };
}

function answerOf(host, credentials, status, answer) {
  return {
    url: `https://${host}/webhook_verification_key/get`,
    headers: { 'content-type': JSON_TYPE },
    body: `{"client_id":"${credentials.clientId}","secret":"${credentials.clientSecret}","key_id":"${KEY_ID}"}`,
    status,
    answer: JSON.stringify(answer),
  };
}

function one(name, payload, environment) {
  // Plaid indents by two blanks, and hashes that.
  const body = JSON.stringify(payload, null, 2);
  const { text, hash } = token(name, body);
  const host = environment === 'sandbox' ? 'sandbox.plaid.com' : 'production.plaid.com';
  const event = {
    id: `${NOW_SECONDS}:${hash}`,
    type: `plaid.${payload.webhook_type}.${payload.webhook_code}`,
    subject: payload.item_id ?? null,
    time: iso(NOW_SECONDS),
  };
  return vector({
    name,
    origin: 'own',
    by: BY,
    headers: { 'content-type': JSON_TYPE, 'plaid-verification': text },
    body,
    config: environment === undefined ? config : { ...config, environment },
    answers: [answerOf(host, config, 200, { key: KEY, request_id: 'invented' })],
    expect: { events: [event] },
  });
}

export default function plaidVectors() {
  const sync = {
    environment: 'production',
    historical_update_complete: true,
    initial_update_complete: true,
    item_id: 'wz666MBjYWTp2PDzzggYhM6oWWmBb',
    webhook_code: 'SYNC_UPDATES_AVAILABLE',
    webhook_type: 'TRANSACTIONS',
  };
  const error = { error_type: 'ITEM_ERROR', error_code: 'ITEM_LOGIN_REQUIRED', error_message: 'Zürich 🚀 $& 100%' };
  const transfer = { environment: 'sandbox', webhook_code: 'TRANSFER_EVENTS_UPDATE', webhook_type: 'TRANSFER' };
  return [
    one('sync-updates', sync),
    one('exotic-characters', { ...sync, webhook_type: 'ITEM', webhook_code: 'ERROR', error }),
    one('in-the-sandbox', transfer, 'sandbox'),
  ];
}
