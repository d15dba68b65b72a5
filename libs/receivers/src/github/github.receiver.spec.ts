import { describe, expect, it } from '@jest/globals';
import type { InspectedEvent } from '../kit/built-in.js';
import { hmac, inboundRequest, inspectRequest, sourceSettings } from '../kit/index.js';
import { github } from './github.receiver.js';

const SECRET = 'It is a secret';
const sha1 = hmac({ algorithm: 'sha1', header: 'x-hub-signature', prefix: 'sha1=' });
const context = { now: 0, options: {}, publicUrl: '' };

function inspect(request: ReturnType<typeof inboundRequest>, options = {}) {
  return inspectRequest(github, sourceSettings(github, { secret: SECRET, options }), request, 0);
}

function requestOf(event: string, payload: unknown, headers = {}) {
  return inboundRequest({
    headers: { 'content-type': 'application/json', 'x-github-event': event, 'x-github-delivery': 'd-1', ...headers },
    body: JSON.stringify(payload),
  });
}

async function eventOf(event: string, payload: unknown): Promise<InspectedEvent | undefined> {
  const { events } = await inspect(github.verify.sign(requestOf(event, payload), SECRET, context));
  return events[0];
}

describe('github', () => {
  it('names an event by its header and the action in its body', async () => {
    expect(await eventOf('push', { ref: 'x' })).toMatchObject({ id: 'd-1', type: 'github.push', subject: null });
    expect((await eventOf('issues', { action: 'opened' }))?.type).toBe('github.issues.opened');
    expect((await eventOf('issues', { action: 7 }))?.type).toBe('github.issues');
    expect((await eventOf('team', { action: 'created', organization: { login: 'acme' } }))?.subject).toBe('acme');
    expect((await eventOf('star', { repository: { full_name: 'a/b' } }))?.subject).toBe('a/b');
  });

  it('does not name an event by its action alone, where the header is empty', async () => {
    expect((await eventOf('', { action: 'opened' }))?.type).toBe('github.unknown');
  });

  it('makes no other event of genuine JSON that is sent again as a form', async () => {
    const payload = { action: 'opened', issue: { title: '&payload=%7B%22ref%22%3A%22forged%22%7D&x=' } };
    const genuine = github.verify.sign(requestOf('issues', payload), SECRET, context);
    const headers = {
      ...genuine.headers,
      'content-type': 'application/x-www-form-urlencoded',
      'x-github-event': 'push',
    };
    const again = await inspect(inboundRequest({ headers, body: genuine.body }));
    expect(again).toMatchObject({ ok: false });
    expect(again.events).toEqual([]);
  });

  it('takes SHA-1 only where the source allows it', async () => {
    const old = sha1.sign(requestOf('push', {}), SECRET, context);
    expect(await inspect(old)).toMatchObject({ ok: false, reason: 'header_missing' });
    expect((await inspect(old, { allowSha1: true })).ok).toBe(true);
  });

  it('never takes SHA-1 when the SHA-256 header is there', async () => {
    const both = sha1.sign(
      requestOf('push', {}, { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }),
      SECRET,
      context,
    );
    expect(await inspect(both, { allowSha1: true })).toMatchObject({ ok: false, reason: 'signature_mismatch' });
  });

  it('keeps a genuine body without the name of an event', async () => {
    const unnamed = inboundRequest({ headers: { 'content-type': 'application/json' }, body: '{"action":"opened"}' });
    const inspection = await inspect(github.verify.sign(unnamed, SECRET, context));
    expect(inspection).toMatchObject({ ok: true, events: [{ type: 'github.unknown' }] });
  });

  it.each(['text/plain', 'application/xml', 'image/png', 'multipart/form-data; boundary=x', 'text/html'])(
    'answers 415 to a genuine push that is called %s, for GitHub sends JSON and forms',
    async (type) => {
      const push = inboundRequest({ headers: { 'content-type': type, 'x-github-event': 'push' }, body: '{"ref":"x"}' });
      const inspection = await inspect(github.verify.sign(push, SECRET, context));
      expect(inspection).toMatchObject({ ok: false, isGenuine: true, code: 'unsupported_media_type' });
    },
  );
});
