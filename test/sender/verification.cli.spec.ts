import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { programArguments } from '../support/built-program.js';
import { startSink, type Sink } from '../support/sink.js';
import { ADMIN_KEY, startTestHub, type TestHub } from '../support/test-hub.js';

const run = promisify(execFile);

interface Ran {
  readonly code: number;
  readonly stdout: string;
}

describe('kanca subscriptions verify and test', () => {
  let hub: TestHub;
  let sink: Sink;
  let id = '';
  let secret = '';
  let isCareful = true;

  beforeAll(async () => {
    hub = await startTestHub();
    sink = await startSink();
    sink.behave(({ body, headers }, response) => {
      try {
        if (isCareful) new Webhook(secret).verify(body.toString('utf8'), headers as Record<string, string>);
        response.writeHead(204).end();
      } catch {
        response.writeHead(401).end();
      }
    });
    ({ id, secret } = await hub.subscribe({ uri: sink.url }));
  });

  afterAll(async () => {
    await hub.close();
    await sink.close();
  });

  async function kanca(...arguments_: readonly string[]): Promise<Ran> {
    const env = { PATH: process.env['PATH'], KANCA_URL: hub.url, KANCA_KEY: ADMIN_KEY };
    try {
      return {
        code: 0,
        stdout: (await run(process.execPath, programArguments('kanca', 'subscriptions', ...arguments_), { env }))
          .stdout,
      };
    } catch (error) {
      const { code, stdout } = error as Ran;
      return { code, stdout };
    }
  }

  it('show the checks as a table, and end with 0 when all passed', async () => {
    const { code, stdout } = await kanca('verify', id);
    expect({ code, head: stdout.split('\n')[0] }).toEqual({ code: 0, head: `${id}  verified  by calls` });
    expect(stdout).toMatch(/^check +passed +status +expected +latency \(ms\)$/m);
    expect(stdout).toMatch(/^tampered-body +yes +401 +401 or 403 +\d+$/m);
    expect(await kanca('test', id)).toMatchObject({ code: 0, stdout: expect.stringContaining(`${id}  passed\n`) });
  });

  it('say how to mend what did not pass, and end with 1', async () => {
    isCareful = false;
    const { code, stdout } = await kanca('test', id, '--type', 'invoice.paid');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^no-signature: It accepted a call without any signature/m);
    expect((await kanca('verify', id)).code).toBe(1);
  });
});
