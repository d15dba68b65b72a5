import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@kanca/core';
import { AddressPolicy, DestinationPolicy, GuardedClient } from '@kanca/egress';
import { VerificationUnavailable } from '../refusals/verification-unavailable.js';
import { FetchedDocuments } from './fetched-documents.js';
import type { AddressInfo } from 'node:net';

describe('FetchedDocuments', () => {
  let server: Server;
  let url: string;
  let asked = 0;
  let status = 200;
  let client: GuardedClient;
  const clock = new FixedClock(0);
  let documents: FetchedDocuments;

  beforeEach(async () => {
    asked = 0;
    status = 200;
    server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(status).end('the keys');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/keys`;
    client = new GuardedClient({
      policy: new DestinationPolicy({ addresses: AddressPolicy.allowing(['127.0.0.1/32']) }),
    });
    documents = new FetchedDocuments(client, clock);
  });
  afterEach(async () => {
    await client.close();
    server.close();
  });

  it('reads a document once, however many ask at the same time, and again when an hour has gone', async () => {
    const all = await Promise.all([documents.read(url), documents.read(url), documents.read(url)]);
    expect(all.map(String)).toEqual(['the keys', 'the keys', 'the keys']);
    expect(asked).toBe(1);
    clock.advance(3_600_001);
    await documents.read(url);
    expect(asked).toBe(2);
  });

  it('says why a document cannot be read, and waits a moment before it asks again', async () => {
    status = 404;
    await expect(documents.read(url)).rejects.toMatchObject({ reason: 'document_unavailable' });
    await expect(documents.read(url)).rejects.toThrow();
    expect(asked).toBe(1);
    status = 200;
    clock.advance(10_001);
    await expect(documents.read(url)).resolves.toEqual(Buffer.from('the keys'));
  });

  it("calls it nobody's fault when the address is away, so that the provider tries again", async () => {
    status = 503;
    await expect(documents.read(url)).rejects.toBeInstanceOf(VerificationUnavailable);
  });

  it('goes on with what it knows while the address does not answer, for a day', async () => {
    await documents.read(url);
    status = 500;
    clock.advance(3_600_001);
    await expect(documents.read(url)).resolves.toEqual(Buffer.from('the keys'));
    clock.advance(23 * 3_600_000);
    await expect(documents.read(url)).rejects.toThrow();
  });

  it('does not call as often as strangers like, and forgets nothing good because of them', async () => {
    await documents.read(url);
    status = 404;
    const strange = Array.from({ length: 300 }, (_, index) => documents.read(`${url}/${String(index)}`));
    const verdicts = await Promise.allSettled(strange);
    expect(verdicts.every(({ status: verdict }) => verdict === 'rejected')).toBe(true);
    expect(asked).toBeLessThan(30);
    await expect(documents.read(url)).resolves.toEqual(Buffer.from('the keys'));
  });

  it('reads for others, however many documents one sender names', async () => {
    status = 404;
    const strangers = Array.from({ length: 300 }, (_, index) => {
      const sender = ['tenant', 'source', 'unknown', `${String(index % 20)}.7.`];
      return documents.forSender(() => sender).read(`${url}/${String(index)}`);
    });
    await Promise.allSettled(strangers);
    status = 200;
    for (const sender of [
      ['tenant', 'source', 'known', '203.0.'],
      ['tenant', 'another source', 'unknown', '203.0.'],
      ['another tenant', 'source', 'unknown', '203.0.'],
    ])
      await expect(documents.forSender(() => sender).read(`${url}/of/${sender.join('/')}`)).resolves.toEqual(
        Buffer.from('the keys'),
      );
  });

  it('never leaves the egress guard', async () => {
    await expect(documents.read('http://169.254.169.254/keys')).rejects.toMatchObject({
      reason: 'document_unavailable',
    });
  });
});
