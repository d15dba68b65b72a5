import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { ApiClient } from './api-client.js';
import { CommandFailed } from '../output/command-failed.js';

/** Nothing listens on it. */
const NOWHERE = 'http://127.0.0.1:1';

describe('a key that no header may hold', () => {
  it.each(['kanca_…', 'kanca_é', 'kanca_\n_'])('was told as a hub that does not answer: %j', async (key) => {
    await expect(new ApiClient(NOWHERE, key).call('/keys')).rejects.toThrow(
      'KANCA_KEY holds a character that no key has (',
    );
  });

  it('is none with a line break at its end, which no header keeps', async () => {
    await expect(new ApiClient(NOWHERE, 'kanca_abc\n').call('/keys')).rejects.toThrow(`No hub answers at ${NOWHERE}`);
  });
});

describe('a key that is empty', () => {
  it.each(['', ' ', undefined])('was told as one that the hub does not know: %j', async (key) => {
    const server = createServer((_request, response) => response.writeHead(401).end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const called = new ApiClient(`http://127.0.0.1:${String(port)}`, key).call('/keys');
      await expect(called).rejects.toThrow(/^An API key is needed: set KANCA_KEY/);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

describe('a hub that cannot be called', () => {
  it('is told with the URL that was tried, and what to do', async () => {
    await expect(new ApiClient(`${NOWHERE}/`, undefined).call('/keys')).rejects.toThrow(
      /^No hub answers at http:\/\/127\.0\.0\.1:1 \([^()]+\)\. Start one with kanca start .*, or set KANCA_URL to where one runs\.$/,
    );
  });

  it('was told in a stack when its URL had no scheme', async () => {
    await expect(new ApiClient('127.0.0.1:3000', undefined).call('/keys')).rejects.toThrow(CommandFailed);
  });

  it.each([
    ['answers something else', '<h1>It works!</h1>', /^What answers at http:.* is no hub: set KANCA_URL/],
    ['hangs up in the middle', null, /^No hub answers at http:/],
  ])('is not who %s', async (_what, body, sentence) => {
    const server = createServer((_request, response) => {
      if (body !== null) response.end(body);
      else response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const called = new ApiClient(`http://127.0.0.1:${String(port)}`, undefined).call('/keys');
      await expect(called).rejects.toThrow(sentence);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
