import { describe, expect, it } from '@jest/globals';
import {
  inboundRequest,
  inspectRequest,
  RemoteDocuments,
  sourceSettings,
  VerificationUnavailable,
} from '../kit/index.js';
import { paypal } from './paypal.receiver.js';
import type { RemoteAnswer, RemoteQuestion } from '../kit/built-in.js';
import type { Inspection } from '../kit/index.js';

const NOW = Date.UTC(2026, 0, 15, 12);
const EVENT = '{"id":"WH-1","event_type":"PAYMENT.CAPTURE.COMPLETED","resource":{"id":"CAP1"}}';
const SETTINGS = { webhookId: 'W1', mode: 'postback', clientId: 'app', clientSecret: 's3cret' };

interface Scripted {
  readonly status?: number;
  readonly says: unknown;
}

/** PayPal as a script: its answers to token questions, and those to questions about a webhook, in their order. */
class ScriptedPaypal extends RemoteDocuments {
  readonly asked: RemoteQuestion[] = [];

  constructor(
    private readonly tokens: Scripted[],
    private readonly verdicts: Scripted[],
  ) {
    super();
  }

  read(): Promise<Buffer> {
    return Promise.reject(new Error('no certificate is wanted here'));
  }

  override ask(question: RemoteQuestion): Promise<RemoteAnswer> {
    this.asked.push(question);
    const next = (question.url.endsWith('/v1/oauth2/token') ? this.tokens : this.verdicts).shift();
    if (next === undefined) return Promise.reject(new VerificationUnavailable('PayPal is away'));
    return Promise.resolve({ status: next.status ?? 200, body: Buffer.from(JSON.stringify(next.says)) });
  }
}

const token = (name: string): Scripted => ({ says: { access_token: name, expires_in: 32_400 } });
const verdict = (status: string): Scripted => ({ says: { verification_status: status } });

function inspect(
  documents: RemoteDocuments,
  { body = EVENT, laterMs = 0, settings = {} }: { body?: string; laterMs?: number; settings?: object } = {},
): Promise<Inspection> {
  const headers = {
    'content-type': 'application/json',
    'paypal-auth-algo': 'SHA256withRSA',
    'paypal-cert-url': 'https://api.paypal.com/v1/notifications/certs/CERT-1',
    'paypal-transmission-id': 'T1',
    'paypal-transmission-sig': 'c2lnbmVk',
    'paypal-transmission-time': new Date(NOW).toISOString(),
  };
  const source = { ...sourceSettings(paypal, { ...SETTINGS, ...settings }), documents };
  return inspectRequest(paypal, source, inboundRequest({ headers, body }), NOW + laterMs);
}

describe('paypal, asked about each request', () => {
  it('believes what PayPal calls a success, and nothing else', async () => {
    const genuine = await inspect(new ScriptedPaypal([token('A')], [verdict('SUCCESS')]));
    expect(genuine).toMatchObject({ ok: true, assurance: 'signed-partial' });
    const forged = await inspect(new ScriptedPaypal([token('A')], [verdict('FAILURE')]));
    expect(forged).toMatchObject({ ok: false, code: 'signature_invalid', reason: 'signature_mismatch' });
    for (const status of [400, 404])
      expect(await inspect(new ScriptedPaypal([token('A')], [{ status, says: {} }]))).toMatchObject({
        code: 'signature_invalid',
        diagnosis: expect.stringContaining('webhookId'),
      });
  });

  it('asks with the token of the app, which may be remembered until shortly before its end, and never remembers a verdict', async () => {
    const documents = new ScriptedPaypal([token('A')], [verdict('SUCCESS')]);
    await inspect(documents);
    const [first, second] = documents.asked;
    expect(first?.headers['authorization']).toBe(`Basic ${Buffer.from('app:s3cret').toString('base64')}`);
    const goodForMs = (says: object): number | undefined => first?.goodForMs?.(Buffer.from(JSON.stringify(says)));
    expect(goodForMs({ expires_in: 32_400 })).toBe(32_340_000);
    expect(goodForMs({ expires_in: 30 })).toBe(0);
    expect(goodForMs({ expires_in: 1e12 })).toBe(86_340_000);
    expect(goodForMs({})).toBe(0);
    expect(second).toMatchObject({ url: 'https://api-m.paypal.com/v1/notifications/verify-webhook-signature' });
    expect(second?.headers['authorization']).toBe('Bearer A');
    expect(second?.goodForMs).toBeUndefined();
  });

  it('gets another token when PayPal ended the first one early, and only once', async () => {
    const expired = { status: 401, says: {} };
    const documents = new ScriptedPaypal([token('A'), token('B')], [expired, verdict('SUCCESS')]);
    expect(await inspect(documents)).toMatchObject({ ok: true });
    expect(documents.asked.map(({ isAskedAnew, headers }) => isAskedAnew ?? headers['authorization'])).toEqual([
      false,
      'Bearer A',
      true,
      'Bearer B',
    ]);
    const never = await inspect(new ScriptedPaypal([token('A'), token('B')], [expired, expired]));
    expect(never).toMatchObject({ ok: false, code: 'unavailable' });
  });

  it.each<[string, Scripted[], Scripted[], RegExp]>([
    ['does not answer', [], [], /PayPal is away/],
    ['answers one question only', [token('A')], [], /PayPal is away/],
    ['does not know the app', [{ status: 401, says: { error: 'invalid_client' } }], [], /clientId and clientSecret/],
    ['gives no token', [{ says: {} }], [], /without an access token/],
    ['gives a token that is no header', [{ says: { access_token: 'a\r\nb' } }], [], /without an access token/],
    ['forbids the question', [token('A')], [{ status: 403, says: {} }], /clientId and clientSecret/],
    [
      'says something else',
      [token('A')],
      [{ says: { verification_status: 'PERHAPS' } }],
      /neither SUCCESS nor FAILURE/,
    ],
    ['says nothing', [token('A')], [{ says: 'html' }], /neither SUCCESS nor FAILURE/],
  ])('accepts nothing while PayPal %s, and wants it again', async (_how, tokens, verdicts, diagnosis) => {
    const inspection = await inspect(new ScriptedPaypal(tokens, verdicts));
    expect(inspection).toMatchObject({ ok: false, code: 'unavailable', diagnosis: expect.stringMatching(diagnosis) });
    expect(inspection.diagnosis).not.toContain('s3cret');
  });

  it.each<[string, Parameters<typeof inspect>[1]]>([
    ['is too old', { laterMs: 600_000 }],
    ['is no JSON', { body: `${EVENT}x` }],
    ['would add fields to the question', { body: `${EVENT},"webhook_id":"W2"` }],
    ['is no event', { body: '{}' }],
    ['is no object', { body: `[${EVENT}]` }],
    ['is larger than any event', { body: EVENT.replace('CAP1', 'x'.repeat(1_048_576)) }],
  ])('asks nobody about a request that %s', async (_what, change) => {
    const documents = new ScriptedPaypal([token('A')], [verdict('SUCCESS')]);
    expect(await inspect(documents, change)).toMatchObject({ ok: false, code: 'signature_invalid' });
    expect(documents.asked).toEqual([]);
  });

  it('is a mode of the source: without it, a certificate is wanted and nobody is asked', async () => {
    const documents = new ScriptedPaypal([token('A')], [verdict('SUCCESS')]);
    await expect(inspect(documents, { settings: { mode: 'certificate' } })).rejects.toThrow('no certificate');
    expect(documents.asked).toEqual([]);
  });

  it('is not set up without an app to ask as', () => {
    expect(() => sourceSettings(paypal, { webhookId: 'W1', mode: 'postback' })).toThrow(/clientId.*clientSecret/);
    expect(() => sourceSettings(paypal, { webhookId: 'W1' })).not.toThrow();
  });
});
