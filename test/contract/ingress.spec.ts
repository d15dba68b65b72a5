import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock, KancaError } from '@kanca/core';
import { serveIngress } from '@kanca/testing';
import { sampleRequest, type ReceiverDefinition } from '@kanca/receivers';
import { inboundRequest } from '@kanca/receivers/kit';
import { generic } from '@kanca/receivers/generic';
import { github } from '@kanca/receivers/github';
import { slack } from '@kanca/receivers/slack';
import { stripe } from '@kanca/receivers/stripe';
import type { InboundRequest } from '@kanca/core';
import type { ReplyTicket } from '@kanca/dispatch';
import type { ServedIngress } from '@kanca/testing';

const NOW = Date.UTC(2026, 0, 15);
const publicUrl = 'http://localhost:3000';
const INCOMING = '/api/webhooks/incoming';

function sampleOf(receiver: ReceiverDefinition, event?: string, id = 'd-1'): InboundRequest {
  return sampleRequest(receiver, {
    event,
    secret: 's3cret',
    id,
    now: NOW,
    url: `${INCOMING}/${receiver.name}`,
    publicUrl,
  });
}

/** A request of GitHub's with any body, signed as it stands. */
function signed(body: string | Buffer, headers: Record<string, string> = {}): InboundRequest {
  const base = { 'content-type': 'application/json', 'x-github-event': 'push', 'x-github-delivery': 'd-1' };
  const request = inboundRequest({ url: `${INCOMING}/github`, headers: { ...base, ...headers }, body });
  return github.verify.sign(request, 's3cret', { now: NOW, options: {}, publicUrl });
}

describe('Ingress', () => {
  const clock = new FixedClock(NOW);
  let served: ServedIngress;

  beforeEach(async () => {
    served = await serveIngress({
      receivers: [generic, github, slack, stripe],
      clock,
      maxBodyBytes: 10_000,
      sources: [
        { provider: 'github', secrets: ['s3cret'] },
        { provider: 'github', name: 'acme', secrets: ['new', 's3cret'] },
        { provider: 'github', name: 'bare', secrets: [] },
        { provider: 'generic', secrets: ['s3cret'], options: { compressed: 'signed-as-sent' } },
        { provider: 'slack', secrets: ['s3cret'] },
        { provider: 'stripe', secrets: ['s3cret'] },
      ],
    });
  });

  afterEach(async () => {
    await served.close();
  });

  function send(request: InboundRequest, url = request.url): Promise<Response> {
    const body = request.method === 'GET' ? undefined : request.body;
    return fetch(served.origin + url, { method: request.method, headers: request.headers, ...(body ? { body } : {}) });
  }

  async function expectProblem(response: Response, status: number, code: string): Promise<void> {
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: `urn:kanca:problem:${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      code,
      requestId: expect.any(String),
    });
    expect(response.status).toBe(status);
  }

  it('stores a genuine event and answers with its id', async () => {
    const request = sampleOf(github, 'issues.opened');
    const response = await send(request);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ received: true, events: [expect.stringMatching(/^evt_[0-9a-z]{26}$/)] });
    expect(served.log.arrivals).toEqual([
      {
        tenant: 'default',
        canReply: true,
        raw: { body: request.body, headers: expect.objectContaining({ 'x-github-event': 'issues' }) },
        traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
        events: [
          {
            provider: 'github',
            source: '/github',
            sourceId: expect.any(String),
            type: 'github.issues.opened',
            subject: 'octocat/hello-world',
            time: undefined,
            dedupKey: 'd-1 github.issues.opened',
            datacontenttype: 'application/json',
            data: 'raw',
          },
        ],
      },
    ]);
    expect(served.observer.answers).toMatchObject([
      { provider: 'github', source: '/github', outcome: 'accepted', status: 200 },
    ]);
    expect(served.observer.stored).toBe(1);
  });

  it('answers a duplicate like the first, and says that it is one', async () => {
    const [first, second] = [await send(sampleOf(github)), await send(sampleOf(github))];
    expect(first.headers.get('kanca-duplicate')).toBeNull();
    expect(second.headers.get('kanca-duplicate')).toBe('true');
    expect(second.status).toBe(200);
    expect(await second.json()).toEqual(await first.json());
    expect(served.observer.answers.map(({ outcome }) => outcome)).toEqual(['accepted', 'duplicate']);
    expect(served.observer.stored).toBe(1);
  });

  it('finds the source in any case, with a slash at the end and percent-encoded', async () => {
    for (const url of [
      '/API/Webhooks/Incoming/GitHub',
      '/api/webhooks/incoming/github/',
      '/api/webhooks/incoming/%67ithub?x=1',
    ])
      expect((await send(sampleOf(github), url)).status).toBe(200);
    await send(sampleOf(github), `${INCOMING}/github/ACME`);
    expect(served.log.arrivals.map(({ events }) => events[0]?.source)).toEqual([
      '/github',
      '/github',
      '/github',
      '/github/acme',
    ]);
  });

  it('answers one and the same 404 for everything that is not there', async () => {
    const bodies = await Promise.all(
      [
        '/github/nobody',
        '/nobody',
        '/nobody/x',
        '/github/a/b',
        '/',
        '',
        '/%zz',
        '/github/%e0%a4%a',
        '/constructor',
      ].map(async (path) => {
        const response = await send(sampleOf(github), INCOMING + path);
        expect(response.status).toBe(404);
        const { requestId, ...body } = (await response.json()) as { requestId: string };
        expect(requestId).not.toBe('');
        return JSON.stringify(body);
      }),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(
      served.observer.answers.every(({ provider, outcome }) => provider === 'unknown' && outcome === 'unknown_source'),
    ).toBe(true);
    expect(served.refusals).toEqual([]);
  });

  it('answers 405 with Allow to another method', async () => {
    const response = await send({ ...sampleOf(github), method: 'GET' });
    expect(response.headers.get('allow')).toBe('POST');
    await expectProblem(response, 405, 'method_not_allowed');
  });

  it('answers 401 to a signature that is missing, wrong or stale, and never says which', async () => {
    const details = [];
    for (const [receiver, mode] of [
      [github, 'missing'],
      [github, 'wrong-key'],
      [github, 'tampered'],
      [stripe, 'stale'],
      [slack, 'missing'],
      [slack, 'stale'],
    ] as const) {
      const where = { url: `${INCOMING}/${receiver.name}`, publicUrl };
      const response = await send(sampleRequest(receiver, { mode, secret: 's3cret', id: 'd', now: NOW, ...where }));
      const problem = (await response.clone().json()) as { detail: string };
      details.push(problem.detail);
      await expectProblem(response, 401, 'signature_invalid');
    }
    expect(new Set(details).size).toBe(1);
    expect(served.log.arrivals).toEqual([]);
    expect(served.observer.answers.map(({ reason }) => reason)).toEqual([
      'header_missing',
      'signature_mismatch',
      'signature_mismatch',
      'timestamp_stale',
      'header_missing',
      'timestamp_stale',
    ]);
    expect(served.refusals).toHaveLength(6);
    expect(served.refusals[0]).toMatchObject({ source: { uri: '/github' }, error: { reason: 'header_missing' } });
  });

  it('answers 503 for a source without a secret, and keeps the request for the operator', async () => {
    const response = await send(sampleOf(github), `${INCOMING}/github/bare`);
    expect(response.headers.get('retry-after')).toBe('300');
    await expectProblem(response, 503, 'source_not_ready');
    expect(served.refusals).toMatchObject([
      { error: { code: 'source_not_ready' }, request: { body: sampleOf(github).body } },
    ]);
  });

  it.each([
    [400, 'malformed_body', signed('{"broken":')],
    [400, 'malformed_body', signed('')],
    [415, 'unsupported_media_type', signed('{}', { 'content-encoding': 'compress' })],
    [415, 'unsupported_media_type', signed(gzipSync('{"a":1}'), { 'content-encoding': 'gzip' })],
    [413, 'body_too_large', signed(Buffer.alloc(10_001, ' '))],
  ])('answers %i %s to a genuine request that cannot be read', async (status, code, request) => {
    await expectProblem(await send(request), status, code);
    expect(served.observer.answers).toMatchObject([{ outcome: 'bad_request', status }]);
    expect(served.refusals).toHaveLength(1);
  });

  it('stores the inflated JSON beside the bytes that came, where the source says that its sender compresses', async () => {
    const packed = (body: string | Buffer): InboundRequest => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      const request = inboundRequest({ url: `${INCOMING}/generic`, headers, body: gzipSync(body) });
      return generic.verify.sign(request, 's3cret', { now: NOW, options: {}, publicUrl });
    };
    const request = packed('{"a":1}');
    expect((await send(request)).status).toBe(200);
    expect(served.log.arrivals[0]?.raw?.body).toEqual(request.body);
    expect(served.log.arrivals[0]?.events[0]?.data).toEqual(Buffer.from('{"a":1}'));
    await expectProblem(await send(packed(Buffer.alloc(20_000, ' '))), 413, 'body_too_large');
  });

  it('reads a form of GitHub', async () => {
    const form = new URLSearchParams({ payload: '{"action":"created","id":12345678901234567890}' }).toString();
    const request = signed(form, { 'content-type': 'application/x-www-form-urlencoded', 'x-github-event': 'star' });
    expect((await send(request)).status).toBe(200);
    expect(served.log.arrivals[0]?.events[0]).toMatchObject({
      type: 'github.star.created',
      data: Buffer.from('{"action":"created","id":12345678901234567890}'),
    });
  });

  it('answers handshakes of Slack, and stores nothing', async () => {
    const challenge = inboundRequest({
      url: `${INCOMING}/slack`,
      headers: { 'content-type': 'application/json' },
      body: '{"type":"url_verification","challenge":"abc"}',
    });
    const response = await send(slack.verify.sign(challenge, 's3cret', { now: NOW, options: {}, publicUrl }));
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(await response.text()).toBe('abc');
    await expectProblem(await send(challenge), 401, 'signature_invalid');
    const probe = await fetch(`${served.origin}${INCOMING}/slack`, {
      method: 'POST',
      body: new URLSearchParams({ ssl_check: '1' }),
    });
    expect([probe.status, await probe.text()]).toEqual([200, '']);
    expect(served.log.arrivals).toEqual([]);
    expect(served.observer.answers.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['handshake', 'url_verification'],
      ['rejected', 'header_missing'],
      ['handshake', 'ssl_check'],
    ]);
  });

  it('answers Slack with an empty body, or with what a handler replies', async () => {
    const silent = await send(sampleOf(slack, 'slash_command:/deploy', '1'));
    expect([silent.status, await silent.text(), silent.headers.get('content-type')]).toEqual([200, '', null]);
    served.log.replies = [{} as ReplyTicket];
    served.replies.reply = () => Promise.resolve({ body: { text: 'Deploying.' } });
    const spoken = await send(sampleOf(slack, 'slash_command:/deploy', '2'));
    expect(spoken.headers.get('content-type')).toBe('application/json');
    expect(await spoken.json()).toEqual({ text: 'Deploying.' });
    expect(served.replies.budgetsMs).toHaveLength(1);
    expect(served.replies.budgetsMs[0]).toBeGreaterThan(2_000);
    expect(served.replies.budgetsMs[0]).toBeLessThanOrEqual(2_500);
  });

  it('answers as usual when replying fails or the reply cannot be sent: the event is stored', async () => {
    served.log.replies = [{} as ReplyTicket];
    served.replies.reply = () => Promise.reject(new Error('no'));
    expect((await send(sampleOf(github, 'push', '1'))).status).toBe(200);
    expect(served.observer.faults).toMatchObject([{ what: 'replying to GitHub' }]);
    served.replies.reply = () => Promise.resolve({ status: 9_000, contentType: 'text/plain\r\nx: y' });
    const response = await send(sampleOf(github, 'push', '2'));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    served.replies.reply = () => Promise.resolve({ status: 202, contentType: 'text/x', body: Buffer.from('later') });
    const accepted = await send(sampleOf(github, 'push', '3'));
    expect([accepted.status, accepted.headers.get('content-type'), await accepted.text()]).toEqual([
      202,
      'text/x',
      'later',
    ]);
  });

  it('acknowledges nothing when the log cannot store', async () => {
    served.log.failure = new KancaError('unavailable', 'The database is away.', { retryAfterSeconds: 7 });
    const response = await send(sampleOf(github));
    expect(response.headers.get('retry-after')).toBe('7');
    await expectProblem(response, 503, 'unavailable');
    served.log.failure = new Error('password=hunter2');
    const broken = await send(sampleOf(github));
    expect(broken.headers.get('retry-after')).toBe('5');
    expect(await broken.clone().text()).not.toContain('hunter2');
    await expectProblem(broken, 500, 'internal');
    expect(served.observer.answers.map(({ outcome }) => outcome)).toEqual(['unavailable', 'failed']);
    expect(served.observer.faults).toHaveLength(1);
    expect(served.refusals).toEqual([]);
  });

  it('drains: refuses what is new, and waits for what is running', async () => {
    let open = (): void => undefined;
    served.log.gate = new Promise((resolve) => {
      open = resolve;
    });
    const running = send(sampleOf(github));
    while (served.log.appends === 0) await sleep(5);
    let isDrained = false;
    const drained = served.ingress.drain().then(() => {
      isDrained = true;
    });
    await expectProblem(await send(sampleOf(github)), 503, 'unavailable');
    expect(isDrained).toBe(false);
    open();
    expect((await running).status).toBe(200);
    await drained;
    await served.ingress.drain();
  });

  it('passes on the trace and the request id of the caller when they are fit, else makes its own', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await send({ ...sampleOf(github), headers: { ...sampleOf(github).headers, traceparent, 'x-request-id': 'req-1' } });
    expect(served.log.arrivals[0]?.traceparent).toBe(traceparent);
    expect(served.observer.answers[0]?.requestId).toBe('req-1');
    await send(sampleOf(stripe));
    const made = served.observer.answers[1]?.requestId ?? '';
    expect(served.log.arrivals[1]?.traceparent).toContain(made);
    await send({ ...sampleOf(github), headers: { ...sampleOf(github).headers, 'x-request-id': 'a b' } });
    expect(served.observer.answers[2]?.requestId).not.toBe('a b');
  });

  it('keeps credentials out of the log', async () => {
    const headers = { ...sampleOf(github).headers, authorization: 'Bearer x', cookie: 'a=b', 'x-other': 'c' };
    await send({ ...sampleOf(github), headers });
    const stored = served.log.arrivals[0]?.raw?.headers ?? {};
    expect(stored).toMatchObject({ 'x-other': 'c' });
    expect(Object.keys(stored)).not.toContain('authorization');
    expect(Object.keys(stored)).not.toContain('cookie');
  });
});
