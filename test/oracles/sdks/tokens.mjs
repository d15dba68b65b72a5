import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { createRequire } from 'node:module';
import { Receiver as QstashReceiver } from '@upstash/qstash';
import { verifySignature as verifyVonage } from '@vonage/jwt';
import { OAuth2Client } from 'google-auth-library';
import { SignJWT } from 'jose';
import { AccessToken, WebhookReceiver as LivekitReceiver } from 'livekit-server-sdk';
import { HOOK_URL, quietly, seconds, sha256 } from '../tools.mjs';

const require = createRequire(import.meta.url);
const messagebird = require('messagebird/lib/webhook-signature-jwt');

const livekitReceiver = new LivekitReceiver('livekit-key', 'livekit-secret');
const qstashReceiver = new QstashReceiver({ currentSigningKey: 'sig_current', nextSigningKey: 'sig_next' });
const googleKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const googleAccount = 'invented@project.iam.gserviceaccount.com';
const googleIssuers = ['https://accounts.google.com', 'accounts.google.com'];
const utf8 = (secret) => Buffer.from(secret, 'utf8');
/** A token that some library made of these claims. */
const token = (claims, key, now, header = { alg: 'HS256' }) =>
  new SignJWT({ iat: Number(seconds(now)), exp: Number(seconds(now)) + 300, ...claims })
    .setProtectedHeader({ typ: 'JWT', ...header })
    .sign(key);

/**
 * Those who send a token. Of the same bytes of a signature, their readers of base64 take several texts; Kanca takes one.
 * @type {import('../oracles.mjs').Oracle[]}
 */
export const oracles = [
  {
    provider: 'livekit',
    config: { apiKey: 'livekit-key', apiSecret: 'livekit-secret' },
    sign: async (body) => {
      const access = new AccessToken('livekit-key', 'livekit-secret');
      access.sha256 = sha256(body, 'base64');
      return { authorization: await access.toJwt() };
    },
    judge: quietly(async ({ headers, body }) => {
      await livekitReceiver.receive(body.toString(), headers.authorization);
    }),
    proofs: ['authorization'],
    isLenient: true,
  },
  {
    provider: 'qstash',
    config: { currentSigningKey: 'sig_current', nextSigningKey: 'sig_next' },
    sign: async (body, now) => ({
      'upstash-signature': await token(
        { iss: 'Upstash', sub: HOOK_URL, nbf: Number(seconds(now)), jti: 'j-1', body: sha256(body, 'base64url') },
        utf8('sig_current'),
        now,
      ),
    }),
    judge: quietly(({ headers, body }) =>
      qstashReceiver.verify({ signature: headers['upstash-signature'], body: body.toString(), url: HOOK_URL }),
    ),
    proofs: ['upstash-signature'],
    isLenient: true,
  },
  {
    provider: 'messagebird',
    config: { signingKey: 'bird-key' },
    sign: async (body, now) => ({
      'messagebird-signature-jwt': await token(
        {
          iss: 'MessageBird',
          nbf: Number(seconds(now)),
          jti: 'j-1',
          url_hash: sha256(HOOK_URL, 'hex'),
          ...(body.length === 0 ? {} : { payload_hash: sha256(body, 'hex') }),
        },
        utf8('bird-key'),
        now,
      ),
    }),
    judge: quietly(async ({ headers, body }) => {
      const key = createSecretKey(utf8('bird-key'));
      await messagebird.verify(HOOK_URL, body, headers['messagebird-signature-jwt'], key);
    }),
    proofs: ['messagebird-signature-jwt'],
    isLenient: true,
  },
  {
    provider: 'vonage',
    config: { signatureSecret: 'vonage-secret' },
    sign: async (body, now) => ({
      authorization: `Bearer ${await token({ iss: 'Vonage', jti: 'j-1', payload_hash: sha256(body, 'hex') }, utf8('vonage-secret'), now)}`,
    }),
    judge: quietly(({ headers }) => {
      const [scheme, jwt] = headers.authorization.split(' ');
      return /^bearer$/i.test(scheme) && verifyVonage(jwt, 'vonage-secret');
    }),
    proofs: ['authorization'],
    // It leaves it to its caller to compare the hash of the body.
    isBodyFree: true,
    isLenient: true,
  },
  {
    provider: 'google-pubsub',
    config: { audience: HOOK_URL, serviceAccountEmail: googleAccount },
    documents: {
      'https://www.googleapis.com/oauth2/v3/certs': JSON.stringify({
        keys: [{ ...googleKeys.publicKey.export({ format: 'jwk' }), kid: 'k-1', alg: 'RS256', use: 'sig' }],
      }),
    },
    sign: async (_body, now) => {
      const claims = { iss: googleIssuers[0], aud: HOOK_URL, sub: '1', email: googleAccount, email_verified: true };
      return {
        authorization: `Bearer ${await token(claims, googleKeys.privateKey, now, { alg: 'RS256', kid: 'k-1' })}`,
      };
    },
    judge: quietly(async ({ headers }) => {
      const [scheme, jwt] = headers.authorization.split(' ');
      const keys = { 'k-1': googleKeys.publicKey.export({ type: 'spki', format: 'pem' }) };
      const client = new OAuth2Client();
      await client.verifySignedJwtWithCertsAsync(jwt, keys, HOOK_URL, googleIssuers);
      return /^bearer$/i.test(scheme);
    }),
    proofs: ['authorization'],
    // Of the body, nothing is signed.
    isBodyFree: true,
    isLenient: true,
  },
];
