import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  inboundRequest,
  inspectRequest,
  RemoteDocuments,
  sourceSettings,
  VerificationUnavailable,
} from '../kit/index.js';
import { plaid } from './plaid.receiver.js';
import type { RemoteAnswer, RemoteQuestion } from '../kit/built-in.js';
import type { Inspection } from '../kit/index.js';

interface Vector {
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly bodyBase64: string };
  readonly config: Readonly<Record<string, unknown>>;
  readonly answers: readonly { readonly answer: string }[];
  readonly nowMs: number;
}

const file = new URL('plaid.vectors.json', import.meta.url);
const [vector] = JSON.parse(readFileSync(file, 'utf8')) as readonly [Vector];
const key = vector.answers[0]?.answer ?? '';

/** Plaid with one answer to every question. */
class ScriptedPlaid extends RemoteDocuments {
  readonly asked: RemoteQuestion[] = [];

  constructor(private readonly answer: { readonly status: number; readonly text: string } | null) {
    super();
  }

  read(): Promise<Buffer> {
    return Promise.reject(new Error('nothing is published'));
  }

  override ask(question: RemoteQuestion): Promise<RemoteAnswer> {
    this.asked.push(question);
    if (this.answer === null) return Promise.reject(new VerificationUnavailable('Plaid is away'));
    return Promise.resolve({ status: this.answer.status, body: Buffer.from(this.answer.text) });
  }
}

function inspect(documents: RemoteDocuments, change: { token?: string; laterMs?: number } = {}): Promise<Inspection> {
  const { headers, bodyBase64 } = vector.request;
  const token = change.token ?? headers['plaid-verification'] ?? '';
  const request = inboundRequest({
    headers: { ...headers, 'plaid-verification': token },
    body: Buffer.from(bodyBase64, 'base64'),
  });
  const settings = { ...sourceSettings(plaid, vector.config), documents };
  return inspectRequest(plaid, settings, request, vector.nowMs + (change.laterMs ?? 0));
}

function tokenWith(header: object): string {
  const [, claims = '', signature = ''] = (vector.request.headers['plaid-verification'] ?? '').split('.');
  return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${claims}.${signature}`;
}

describe('plaid', () => {
  it('asks Plaid for the key that the token names, and may keep it for an hour', async () => {
    const documents = new ScriptedPlaid({ status: 200, text: key });
    expect(await inspect(documents)).toMatchObject({ ok: true, assurance: 'signed-body' });
    const [question] = documents.asked;
    expect(question).toMatchObject({ asker: 'invented-client' });
    expect(question?.goodForMs?.(Buffer.from(key))).toBe(3_600_000);
  });

  it('numbers an event by when it was said: otherwise the first "new transactions" of an item would hide all later ones', async () => {
    const { events } = await inspect(new ScriptedPlaid({ status: 200, text: key }));
    expect(events[0]?.id).toMatch(/^1760000000:[0-9a-f]{64}$/);
  });

  it.each<[string, number, string, string]>([
    [
      'knows no such key',
      400,
      '{"error_type":"INVALID_INPUT","error_code":"INVALID_WEBHOOK_VERIFICATION_KEY_ID"}',
      'signature_invalid',
    ],
    [
      'does not use the key any more',
      200,
      key.replace('"expired_at":null', '"expired_at":1759999999'),
      'signature_invalid',
    ],
    ['gives another key', 200, '{"key":{"kty":"EC","kid":"another"}}', 'signature_invalid'],
    ['gives no key', 200, '{}', 'signature_invalid'],
    [
      'does not take the credentials',
      400,
      '{"error_type":"INVALID_INPUT","error_code":"INVALID_API_KEYS"}',
      'unavailable',
    ],
    ['forbids the question', 403, '{}', 'unavailable'],
    ['answers with a page', 200, '<html>', 'unavailable'],
  ])('accepts nothing when Plaid %s', async (_how, status, text, code) => {
    const inspection = await inspect(new ScriptedPlaid({ status, text }));
    expect(inspection).toMatchObject({ ok: false, code });
    expect(inspection.diagnosis).not.toContain('invented-secret');
  });

  it('wants the webhook again while Plaid is away', async () => {
    expect(await inspect(new ScriptedPlaid(null))).toMatchObject({ ok: false, code: 'unavailable' });
  });

  it.each<[string, object]>([
    ['another algorithm', { alg: 'HS256', kid: 'k' }],
    ['no key', { alg: 'ES256' }],
    ['a key id that is none', { alg: 'ES256', kid: '../keys' }],
  ])('asks nobody for a token that names %s', async (_what, header) => {
    const documents = new ScriptedPlaid({ status: 200, text: key });
    expect(await inspect(documents, { token: tokenWith(header) })).toMatchObject({ reason: 'signature_malformed' });
    expect(documents.asked).toEqual([]);
  });

  it('takes no token that is older than five minutes', async () => {
    const documents = new ScriptedPlaid({ status: 200, text: key });
    expect(await inspect(documents, { laterMs: 300_000 })).toMatchObject({ ok: true });
    expect(await inspect(documents, { laterMs: 301_000 })).toMatchObject({ reason: 'timestamp_stale' });
  });
});
