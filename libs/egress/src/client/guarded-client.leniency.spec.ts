import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { failureOf, loopbackClient, post } from '../../test/loopback-client.js';
import type { EgressResponse } from '../request/egress-request.js';
import type { GuardedClient } from './guarded-client.js';

/** Answers written by hand: node's own server would put them right. */
describe('GuardedClient and answers that are odd but right', () => {
  const sockets = new Set<Socket>();
  let server: Server;
  let client: GuardedClient;
  let requests: number;
  let connections: number;

  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    await client.close();
  });

  /** @param answer hears of each request with its number on its connection, from 1 */
  async function given(answer: (socket: Socket, numberOnConnection: number) => void): Promise<string> {
    requests = 0;
    connections = 0;
    server = createServer((socket) => {
      connections += 1;
      let seen = 0;
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        if (!chunk.includes('\r\n\r\n')) return;
        requests += 1;
        seen += 1;
        answer(socket, seen);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = loopbackClient();
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  }

  /** A call that was answered, and the moment after which its connection may be used again. */
  async function answered(url: string): Promise<EgressResponse> {
    const response = await client.request(post(url));
    await setTimeout(20);
    return response;
  }

  describe('100 Continue that nobody asked for', () => {
    const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
    const FINAL = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

    it.each([
      ['once', CONTINUE + FINAL],
      ['twice', CONTINUE + CONTINUE + FINAL],
      ['with headers of its own', 'HTTP/1.1 100 Continue\r\nDate: now\r\n\r\n' + FINAL],
      ['before 103', `${CONTINUE}HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${FINAL}`],
    ])('is passed over: %s', async (_case, answer) => {
      const url = await given((socket) => socket.write(answer));
      expect(await client.request(post(url))).toMatchObject({ status: 200, body: Buffer.from('ok') });
      expect(requests).toBe(1);
    });

    it('is passed over when it comes byte by byte', async () => {
      const url = await given((socket) => {
        const drip = (rest: string): void => {
          if (rest === '' || socket.destroyed) return;
          socket.write(rest.slice(0, 1));
          void setTimeout(1).then(() => {
            drip(rest.slice(1));
          });
        };
        socket.setNoDelay(true);
        drip(CONTINUE + FINAL);
      });
      expect(await client.request(post(url))).toMatchObject({ status: 200, body: Buffer.from('ok') });
    });

    it('is passed over in every answer of a connection', async () => {
      const url = await given((socket) => socket.write(CONTINUE + FINAL));
      for (const _call of [1, 2, 3]) expect(await answered(url)).toMatchObject({ status: 200 });
      expect(connections).toBe(1);
    });

    it('is not looked for in the body of an answer', async () => {
      const body = `${CONTINUE}as text`;
      const head = `HTTP/1.1 200 OK\r\nContent-Length: ${String(body.length)}\r\n\r\n`;
      const url = await given((socket) => {
        socket.write(head);
        void setTimeout(20).then(() => socket.write(body));
      });
      expect((await client.request(post(url))).body.toString()).toBe(body);
    });

    it('alone is no answer', async () => {
      const url = await given((socket) => socket.end(CONTINUE));
      expect(await failureOf(client.request(post(url)))).toMatchObject({ kind: 'reset' });
    });

    it('without an end is refused', async () => {
      const url = await given((socket) => socket.write(`HTTP/1.1 100 Continue\r\na: ${'x'.repeat(40_000)}`));
      expect(await failureOf(client.request(post(url)))).toMatchObject({ name: 'EgressError' });
    });
  });

  describe('an answer without a body that announces one', () => {
    it.each([
      ['204 with a length, and its bytes', '204 No Content\r\nContent-Length: 2\r\n\r\n{}', 204],
      ['204 with a length, without bytes', '204 No Content\r\nContent-Length: 2\r\n\r\n', 204],
      ['204 in chunks', '204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n', 204],
      ['204 that closes', '204 No Content\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}', 204],
      ['304 with the length of the thing', '304 Not Modified\r\nContent-Length: 900\r\n\r\n', 304],
    ])('is complete with its head: %s', async (_case, answer, status) => {
      const url = await given((socket) => socket.write(`HTTP/1.1 ${answer}`));
      expect(await client.request(post(url))).toMatchObject({ status, body: Buffer.alloc(0), truncated: false });
    });

    it('gives up its connection, since nobody knows where the next answer begins', async () => {
      const url = await given((socket) => socket.write('HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}'));
      await answered(url);
      await answered(url);
      expect(connections).toBe(2);
    });

    it('keeps the connection of a 204 with length 0', async () => {
      const url = await given((socket) => socket.write('HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n'));
      await answered(url);
      await answered(url);
      expect(connections).toBe(1);
    });
  });

  describe('a connection that the endpoint closes when it is used again', () => {
    const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

    it.each([
      ['by a reset', (socket: Socket) => socket.resetAndDestroy()],
      ['by closing it', (socket: Socket) => socket.destroy()],
      ['by an end', (socket: Socket) => socket.end()],
    ])('costs one try on a fresh one: %s', async (_case, close) => {
      const url = await given((socket, number) => (number === 1 ? socket.write(OK) : close(socket)));
      await answered(url);
      expect(await client.request(post(url, { isRepeatable: true }))).toMatchObject({ status: 200 });
      expect({ requests, connections }).toEqual({ requests: 3, connections: 2 });
    });

    it('does not spend the second try on another idle connection', async () => {
      const url = await given((socket, number) => (number === 1 ? socket.write(OK) : socket.resetAndDestroy()));
      await Promise.all([1, 2, 3].map(() => answered(url)));
      expect(connections).toBe(3);
      expect(await client.request(post(url, { isRepeatable: true }))).toMatchObject({ status: 200 });
      expect(connections).toBe(4);
    });

    it('fails a call that must not be sent twice', async () => {
      const url = await given((socket, number) => (number === 1 ? socket.write(OK) : socket.resetAndDestroy()));
      await answered(url);
      expect(await failureOf(client.request(post(url)))).toMatchObject({ kind: 'reset' });
      expect(requests).toBe(2);
    });

    it('fails a call on a fresh connection at once', async () => {
      const url = await given((socket) => socket.resetAndDestroy());
      expect(await failureOf(client.request(post(url, { isRepeatable: true })))).toMatchObject({ kind: 'reset' });
      expect(requests).toBe(1);
    });

    it('fails a call whose answer had begun', async () => {
      const url = await given((socket, number) => {
        if (number === 1) socket.write(OK);
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok', () => socket.resetAndDestroy());
      });
      await answered(url);
      expect(await failureOf(client.request(post(url, { isRepeatable: true })))).toMatchObject({ kind: 'reset' });
      expect(requests).toBe(2);
    });

    it('has one deadline for both tries', async () => {
      const url = await given((socket, number) => {
        if (connections > 1) return;
        if (number === 1) socket.write(OK);
        else socket.resetAndDestroy();
      });
      await answered(url);
      const call = client.request(post(url, { isRepeatable: true, deadlineMs: 300 }));
      expect(await failureOf(call)).toMatchObject({ kind: 'timeout' });
    });
  });
});
