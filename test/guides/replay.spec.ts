import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { writeKancaCommand } from '../support/kanca.js';
import { startSink, type Sink } from '../support/sink.js';
import { ADMIN_KEY, startTestHub, type TestHub } from '../support/test-hub.js';

const run = promisify(execFile);

/** What a reader of docs/guides/replay.md copies out of it. */
describe('the guide to replays', () => {
  let hub: TestHub;
  let sink: Sink;
  let folder: string;
  let snippets: readonly string[];
  let env: Record<string, string>;

  beforeAll(async () => {
    const guide = await readFile('docs/guides/replay.md', 'utf8');
    snippets = [...guide.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, code = '']) => code);
    hub = await startTestHub();
    sink = await startSink();
    folder = await mkdtemp(join(tmpdir(), 'kanca-guide-'));
    await writeKancaCommand(folder);
    env = { PATH: `${folder}:${process.env['PATH'] ?? ''}`, KANCA_URL: hub.url, KANCA_KEY: ADMIN_KEY };
  });
  afterAll(async () => {
    await hub.close();
    await sink.close();
    await rm(folder, { recursive: true });
  });

  const shell = async (snippet: string | undefined): Promise<string> =>
    (await run('sh', ['-euc', snippet ?? 'exit 1'], { env })).stdout;
  const subscribe = async (more: object): Promise<string> =>
    (await hub.call<{ id: string }>('POST', '/subscriptions', { uri: sink.url, ...more })).body.id;
  const publish = async (type: string): Promise<string> =>
    (await hub.call<{ id: string }>('POST', '/events', { type, data: {} })).body.id;
  const deliveries = async (query: string): Promise<number> =>
    (await hub.call<{ data: unknown[] }>('GET', `/deliveries?${query}`)).body.data.length;
  const snippet = (part: string): string | undefined => snippets.find((one) => one.includes(part));

  it('has a test for each of its snippets', () => {
    expect(snippets).toHaveLength(8);
  });

  it('delivers one event again, and everything that failed', async () => {
    sink.behave((_request, response) => response.writeHead(500).end());
    env['SUBSCRIPTION'] = await subscribe({ filters: ['order.*'], retry: { kind: 'list', delaysMs: [], jitter: 0 } });
    env['EVENT'] = await publish('order.placed');
    await eventually(async () => (await deliveries('state=dead')) === 1);
    sink.behave((_request, response) => response.writeHead(204).end());

    const failed = await shell(snippet('--state dead'));
    expect(failed).toContain('1 delivery would be made (dry run: nothing was)');
    expect(failed).toMatch(/rpl_\w+ {2}done/);
    await eventually(async () => (await deliveries('state=delivered')) === 1);
    env['REPLAY'] = /rpl_\w+/.exec(failed)?.[0] ?? '';

    const one = await shell(snippet('kanca replay $EVENT'));
    expect(one).toMatch(/^evt_\w+ {2}1 delivery made$/m);
    // The second command may come while the first one's delivery is under way.
    await eventually(async () => (await deliveries('state=delivered')) >= 2);
  });

  it('fills in for a new subscriber', async () => {
    await publish('invoice.paid');
    env['SUBSCRIPTION'] = await subscribe({ filters: ['*'] });
    expect(await shell(snippet('--state missing'))).toContain('1 delivery made');
    await eventually(async () => (await deliveries(`consumer=${String(env['SUBSCRIPTION'])}&state=delivered`)) === 1);
  });

  it('shows what there is to do with a replay that has not ended', async () => {
    for (let n = 0; n < 3; n++) await publish('slow.made');
    const { body } = await hub.call<{ id: string }>('POST', '/replays', { filter: { type: 'slow.*' }, rate: 0.01 });
    env['REPLAY'] = body.id;
    const said = await shell(snippet('kanca replays ls'));
    for (const state of ['paused', 'running', 'cancelled']) expect(said).toContain(`${body.id}  ${state}`);
  });

  it('counts over HTTP', async () => {
    expect(JSON.parse(await shell(snippet('curl')))).toMatchObject({ count: 0, complete: true });
  });

  it('holds a subscription, and resumes it', async () => {
    // Else what is on its way is counted as well.
    await eventually(async () => (await deliveries('state=pending')) + (await deliveries('state=running')) === 0);
    expect(await shell(snippet('subscriptions pause'))).toContain('paused');
    await publish('order.placed');
    expect(await shell(snippet('subscriptions resume'))).toMatch(/enabled {2}1 going out, 0 cancelled/);
  });

  it('holds everything, and lets it go', async () => {
    const said = await shell(snippet('queue pause'));
    expect(said.match(/paused +(?:true|false)/g)?.map((line) => line.split(/ +/)[1])).toEqual([
      'true',
      'true',
      'false',
    ]);
  });
});
