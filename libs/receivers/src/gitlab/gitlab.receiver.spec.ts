import { describe, expect, it } from '@jest/globals';
import { sampleRequest } from '../kit/built-in.js';
import { hmac, inboundRequest, inspectRequest, oneOf, sourceSettings } from '../kit/index.js';
import { gitlab } from './gitlab.receiver.js';

const NOW = 1_760_000_000_000;
const SIGNING_TOKEN = 'whsec_aW52ZW50ZWQtZ2l0bGFiLXNpZ25pbmctdG9rZW4=';
const TOKEN = { 'x-gitlab-token': 'invented-gitlab-token' };
const push = '{"object_kind":"push","project":{"path_with_namespace":"mike/diaspora"}}';

function inspect(config: Record<string, string>, headers: Record<string, string>, body = push) {
  const request = inboundRequest({ headers: { 'content-type': 'application/json', ...headers }, body });
  return inspectRequest(gitlab, sourceSettings(gitlab, config), request, NOW);
}

describe('gitlab with a secret token', () => {
  const config = { secretToken: 'invented-gitlab-token' };

  it('takes a caller that knows the token, and no other', async () => {
    const headers = { ...TOKEN, 'idempotency-key': 'f5e5f430', 'x-gitlab-event-uuid': '13792a34' };
    expect((await inspect(config, headers)).events).toMatchObject([
      { id: 'f5e5f430', type: 'gitlab.push', subject: 'mike/diaspora' },
    ]);
    expect((await inspect(config, { 'x-gitlab-token': 'other' })).reason).toBe('signature_mismatch');
    expect((await inspect(config, {})).reason).toBe('header_missing');
  });

  it('takes the id of the event from servers that send no idempotency key', async () => {
    const { events } = await inspect(config, { ...TOKEN, 'x-gitlab-event-uuid': '13792a34' });
    expect(events[0]?.id).toBe('13792a34');
  });

  it('names a system hook by its event_name', async () => {
    const created = '{"event_name":"project_create","path_with_namespace":"mike/diaspora"}';
    const { events } = await inspect(config, TOKEN, created);
    expect(events[0]).toMatchObject({ type: 'gitlab.project_create', subject: 'mike/diaspora' });
  });
});

describe('a sample of gitlab', () => {
  const where = { id: 'd-1', now: NOW, url: '/', publicUrl: 'http://localhost' };

  it.each([
    ['x-gitlab-token', 'invented-gitlab-token'],
    ['webhook-signature', SIGNING_TOKEN],
  ])('could be signed with a signing token only: has %s for %s', async (header, secret) => {
    const request = sampleRequest(gitlab, { ...where, secret });
    expect(request.headers).toHaveProperty([header]);
    const result = await inspectRequest(gitlab, sourceSettings(gitlab, { secretToken: secret }), request, NOW);
    expect(result).toMatchObject({ ok: true });
  });
});

describe('a sample that no key of a receiver can sign', () => {
  it('was told with two marks at the end of the sentence', () => {
    const hexOnly = {
      ...gitlab,
      verify: oneOf(hmac({ algorithm: 'sha256', header: 'x-s', key: { encoding: 'hex' } })),
    };
    const options = { secret: 'not hex', id: 'd-1', now: NOW, url: '/', publicUrl: 'http://localhost' };
    expect(() => sampleRequest(hexOnly, options)).toThrow(/was it copied whole\?$/);
  });
});

describe('gitlab with both tokens', () => {
  it('goes by the signature whenever there is one', async () => {
    const config = { secretToken: 'invented-gitlab-token', signingToken: SIGNING_TOKEN };
    const forged = { 'webhook-id': 'x', 'webhook-timestamp': '1760000000', 'webhook-signature': 'v1,AAAA' };
    expect((await inspect(config, { ...TOKEN, ...forged })).reason).toBe('signature_mismatch');
    expect((await inspect(config, TOKEN)).ok).toBe(true);
  });
});
