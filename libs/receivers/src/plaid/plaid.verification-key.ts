import { NoDocuments, parseJson, SignatureError, textAt, valueAt, VerificationUnavailable } from '../kit/index.js';
import type { KeySet } from '../kit/built-in.js';

const HOSTS = { production: 'https://production.plaid.com', sandbox: 'https://sandbox.plaid.com' } as const;
const KEY_ID = /^[\w-]{1,100}$/;
/** Plaid may retire a key at any time: each is asked for again after an hour. */
const GOOD_FOR_MS = 3_600_000;

/**
 * The key of a webhook, which Plaid tells its customers by the id in the token, and nobody else.
 * Source: https://plaid.com/docs/api/webhooks/webhook-verification/
 */
export const verificationKey: KeySet = async (kid, { documents = new NoDocuments(), options, now }) => {
  if (typeof kid !== 'string' || !KEY_ID.test(kid))
    throw new SignatureError('signature_malformed', 'the token names no key of Plaid');
  const clientId = String(options['clientId']);
  const { status, body } = await documents.ask({
    url: `${HOSTS[options['environment'] === 'sandbox' ? 'sandbox' : 'production']}/webhook_verification_key/get`,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ client_id: clientId, secret: options['clientSecret'], key_id: kid })),
    asker: clientId,
    goodForMs: () => GOOD_FOR_MS,
  });
  const answer = readJson(body);
  if (status !== 200) throw refusal(status, textAt(answer, 'error_code'));
  const key = valueAt(answer, 'key');
  const expiredAt = valueAt(key, 'expired_at');
  if (typeof expiredAt === 'number' && expiredAt * 1_000 <= now)
    throw new SignatureError('signature_mismatch', 'Plaid does not use the key of this token any more');
  return { keys: [key] };
};

function readJson(body: Buffer): unknown {
  try {
    return parseJson(body);
  } catch {
    throw new VerificationUnavailable('Plaid answered without JSON');
  }
}

/** Credentials that are not taken are the operator's to mend, so the webhook is to come again; a key that nobody knows is a forgery. */
function refusal(status: number, errorCode: string | undefined): SignatureError | VerificationUnavailable {
  if (status === 401 || status === 403 || errorCode === 'INVALID_API_KEYS')
    return new VerificationUnavailable(
      'Plaid does not take the options clientId and clientSecret: are they those of the environment?',
    );
  return new SignatureError(
    'signature_mismatch',
    `Plaid knows no key of the id in the token (status ${String(status)})`,
  );
}
