import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import Stripe from 'stripe';
import ts from 'typescript';
import { openGuide } from '../support/guide.js';
import { freePort } from '../support/hub-process.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

const STRIPE_SECRET = 'whsec_stripe_secret_of_the_guide';
const BILLING_SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const STRIPE_BODY = '{ "id": "evt_1", "type": "invoice.paid",  "data": {} }';

/** What a reader of docs/guides/bridge.md copies out of it. */
describe('the guide to bridges', () => {
  let hub: TestHub;
  let folder: string;
  let subscriber: ChildProcess;
  let billing: string;
  let said = '';
  let snippets: ReadonlyMap<string, string>;

  beforeAll(async () => {
    const guide = await readFile('docs/guides/bridge.md', 'utf8');
    snippets = new Map(
      [...guide.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language = '', code = '']) => [language, code]),
    );
    folder = await mkdtemp(join(tmpdir(), 'kanca-guide-'));
    const port = String(await freePort());
    billing = `http://127.0.0.1:${port}/hooks`;
    subscriber = spawn(process.execPath, ['--input-type=module'], { env: { BILLING_SECRET, PORT: port } });
    subscriber.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const { outputText } = ts.transpileModule(snippets.get('ts') ?? '', {
      compilerOptions: { module: ts.ModuleKind.ESNext },
    });
    subscriber.stdin?.end(outputText);
    await eventually(() => fetch(billing, { method: 'POST' }).then(({ status }) => status === 401));

    const config = join(folder, 'kanca.yaml');
    await writeFile(config, snippets.get('yaml') ?? '');
    const env = { KANCA_CONFIG: config, STRIPE_SECRET, BILLING_SECRET, BILLING_URL: billing };
    hub = await startTestHub({ env });
  });

  afterAll(async () => {
    await hub.close();
    subscriber.kill();
    await rm(folder, { recursive: true });
  });

  it('has a subscriber that compiles', async () => {
    const guide = await openGuide('docs/guides/bridge.md');
    expect([guide.files, guide.problems()]).toEqual([['billing.ts'], '']);
    await guide.close();
  });

  it('bridges Stripe to a subscriber with one line, and the subscriber verifies the very bytes', async () => {
    const answer = await fetch(`${hub.url}/api/webhooks/incoming/stripe`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload: STRIPE_BODY, secret: STRIPE_SECRET }),
      },
      body: STRIPE_BODY,
    });
    expect(answer.status).toBe(200);
    await eventually(() => said !== '');
    expect(said.trim()).toBe(`stripe.invoice.paid ${STRIPE_BODY}`);
  });

  it('counts the chain of a service that names the cause', async () => {
    const body = JSON.parse(snippets.get('json') ?? '') as { cause: string };
    const first = await hub.call<{ id: string }>('POST', '/events', { ...body, cause: undefined });
    const second = await hub.call<{ id: string }>('POST', '/events', { ...body, cause: first.body.id });
    expect(second.status).toBe(202);
    const shown = await hub.call('GET', `/events/${second.body.id}`);
    expect(shown.body).toMatchObject({ cause: first.body.id, depth: 1 });
  });
});
