import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestHub, type TestHub } from '../support/test-hub.js';

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

describe('the versions of HTTP', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(() => hub.close());

  /** The status line of the answer to what is written. */
  const statusLine = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(Number(new URL(hub.url).port), '127.0.0.1', () => socket.write(bytes));
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('error', reject);
      socket.on('close', () => {
        resolve(answer.split('\r\n')[0] ?? '');
      });
    });

  it('answers HTTP/1.0 and HTTP/1.1', async () => {
    expect(await statusLine('GET /health/live HTTP/1.0\r\n\r\n')).toBe('HTTP/1.1 200 OK');
    expect(await statusLine('GET /health/live HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')).toBe(
      'HTTP/1.1 200 OK',
    );
  });

  it('refuses HTTP/2 with prior knowledge by an answer, and does not just close the connection', async () => {
    expect(await statusLine(PREFACE)).toBe('HTTP/1.1 505 HTTP Version Not Supported');
  });
});
