import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@kanca/core';
import { AddressPolicy, DestinationPolicy, GuardedClient } from '@kanca/egress';
import { FetchedDocuments } from './fetched-documents.js';
import { NoDocuments } from './remote-documents.js';
import type { AddressInfo } from 'node:net';
import type { RemoteQuestion } from './remote-documents.js';

describe('a question to a provider', () => {
  let server: Server;
  let url: string;
  let asked: string[] = [];
  let status = 200;
  let gate: Promise<void> = Promise.resolve();
  let client: GuardedClient;
  const clock = new FixedClock(0);
  let documents: FetchedDocuments;
  const question = (more: Partial<RemoteQuestion> = {}): RemoteQuestion => ({
    url,
    headers: { authorization: 'Basic aTpz' },
    body: Buffer.from('who?'),
    asker: 'i',
    ...more,
  });
  const forAMinute = (): number => 60_000;

  beforeEach(async () => {
    asked = [];
    status = 200;
    gate = Promise.resolve();
    server = createServer((request, response) => {
      void text(request).then(async (body) => {
        asked.push(`${request.method ?? ''} ${request.headers.authorization ?? ''} ${body}`);
        await gate;
        response.writeHead(status).end(`answer ${String(asked.length)}`);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/verify`;
    client = new GuardedClient({
      policy: new DestinationPolicy({ addresses: AddressPolicy.allowing(['127.0.0.1/32']) }),
    });
    documents = new FetchedDocuments(client, clock);
  });
  afterEach(async () => {
    await client.close();
    server.close();
  });

  it('is posted each time, and nothing of it is remembered', async () => {
    expect(String((await documents.ask(question())).body)).toBe('answer 1');
    expect(String((await documents.ask(question())).body)).toBe('answer 2');
    expect(asked).toEqual(['POST Basic aTpz who?', 'POST Basic aTpz who?']);
  });

  it('is a GET without a body where it says so, and is not taken for the POST to the same address', async () => {
    const lasting = { goodForMs: forAMinute };
    await documents.ask(question({ ...lasting, method: 'GET' }));
    await documents.ask(question({ ...lasting, method: 'GET' }));
    await documents.ask(question(lasting));
    expect(asked).toEqual(['GET Basic aTpz ', 'POST Basic aTpz who?']);
  });

  it('is asked once where its answer is remembered, however many ask, until that is no good any more', async () => {
    const lasting = question({ goodForMs: forAMinute });
    await Promise.all([documents.ask(lasting), documents.ask(lasting), documents.ask(lasting)]);
    expect(asked).toHaveLength(1);
    await documents.ask({ ...lasting, isAskedAnew: true });
    expect(asked).toHaveLength(2);
    clock.advance(60_001);
    await documents.ask(lasting);
    expect(asked).toHaveLength(3);
  });

  it('is another one with other credentials or another body', async () => {
    const lasting = question({ goodForMs: forAMinute });
    await documents.ask(lasting);
    await documents.ask({ ...lasting, headers: { authorization: 'Basic aTp0' } });
    await documents.ask({ ...lasting, body: Buffer.from('what?') });
    expect(asked).toHaveLength(3);
  });

  it('has a refusal for an answer, which is never remembered', async () => {
    status = 401;
    const lasting = question({ goodForMs: forAMinute });
    expect(await documents.ask(lasting)).toMatchObject({ status: 401 });
    await documents.ask(lasting);
    expect(asked).toHaveLength(2);
  });

  it.each([500, 503, 429])('has no answer in the status %i: the request is to come again', async (bad) => {
    status = bad;
    await expect(documents.ask(question())).rejects.toMatchObject({
      code: 'unavailable',
      status: 503,
      retryAfterSeconds: 30,
      cause: { message: expect.stringContaining(`it answered ${String(bad)}`) },
    });
  });

  it('tells neither the caller nor the operator what it was asked with', async () => {
    server.close();
    server.closeAllConnections();
    const error: unknown = await documents.ask(question()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'unavailable' });
    const { message, cause } = error as Error;
    expect(message).not.toContain('127.0.0.1');
    expect(`${message} ${String(cause)}`).not.toContain('aTpz');
  });

  it('does not wait in a crowd, and its crowd does not stand in the way of others', async () => {
    let open = (): void => undefined;
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const crowd = Promise.allSettled(Array.from({ length: 40 }, () => documents.ask(question())));
    const other = documents.ask(question({ asker: 'somebody else' }));
    open();
    const refused = (await crowd).filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(8);
    await expect(other).resolves.toMatchObject({ status: 200 });
  });

  it('waits for no tenant that has many askers', async () => {
    let open = (): void => undefined;
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const ask = (sender: readonly string[], asker: string) =>
      documents.forSender(() => sender).ask(question({ asker }));
    const crowd = Promise.allSettled(
      Array.from({ length: 640 }, (_, index) => {
        const source = String(index % 64);
        return ask(['greedy', source, 'unknown', `${source}.7.`], source);
      }),
    );
    const other = ask(['other', 'source', 'known', '203.0.'], 'another');
    open();
    await expect(other).resolves.toMatchObject({ status: 200 });
    await crowd;
  });

  it('is not asked as often as strangers like', async () => {
    const strange = Array.from({ length: 100 }, (_, index) =>
      documents.ask(question({ body: Buffer.from(String(index)), goodForMs: forAMinute })),
    );
    await Promise.allSettled(strange);
    expect(asked).toHaveLength(20);
  });

  it('is asked for others, however many keys one sender names', async () => {
    const askFor = (sender: readonly string[], key: string) =>
      documents.forSender(() => sender).ask(question({ body: Buffer.from(key), goodForMs: forAMinute }));
    const strangers = Array.from({ length: 100 }, (_, index) =>
      askFor(['tenant', 'source', 'unknown', `${String(index % 20)}.7.`], String(index)),
    );
    await Promise.allSettled(strangers);
    expect(asked.length).toBeLessThan(10);
    await expect(askFor(['tenant', 'source', 'known', '203.0.'], 'genuine')).resolves.toMatchObject({ status: 200 });
    await expect(askFor(['other', 'source', 'unknown', '7.7.'], 'genuine 2')).resolves.toMatchObject({ status: 200 });
  });

  it('never leaves the egress guard, and is asked nowhere unless told', async () => {
    await expect(documents.ask(question({ url: 'http://169.254.169.254/' }))).rejects.toMatchObject({
      code: 'unavailable',
    });
    await expect(new NoDocuments().ask(question())).rejects.toMatchObject({ reason: 'document_unavailable' });
  });
});
