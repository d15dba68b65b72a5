import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@kanca/testing';
import { freePort, startHubProcess, type HubProcess } from '../../support/hub-process.js';
import { callApi } from '../../support/test-hub.js';
import { startCountingSink, type CountingSink } from './counting-sink.js';
import { GITHUB_SECRET, Senders } from './senders.js';

/** Set by `npm run faults`: how long the faults of one scenario go on. */
const LONG_SECONDS = Number(process.env['FAULT_SECONDS'] ?? 0);
export const LEDGER_MODULE = './test/faults/support/ledger.module.mjs';
const DELIVERED_WITHIN_MS = 120_000;
/** Attempts may be spent by faults of the hub as well as by the sink, so there are many, close together. */
const RETRY = {
  kind: 'list',
  delaysMs: Array.from({ length: 40 }, (_, n) => Math.min(2_000, 100 + 50 * n)),
  jitter: 0,
};

/** How long the faults of a scenario go on. */
export function faultMs(shortSeconds: number): number {
  return Math.max(shortSeconds, LONG_SECONDS) * 1_000;
}

export interface FaultRunOptions {
  /** None: each hub has an embedded server, and there is one hub. */
  readonly databaseUrl?: string;
  /** Of each hub, in its order. */
  readonly envs?: readonly Readonly<Record<string, string>>[];
  readonly senders?: number;
  readonly everyMs?: number;
}

/** A consumer, as the balance names it. */
type Consumer = 'handler' | 'healthy sink' | 'failing sink';

interface DeliveryOf {
  readonly id: string;
  readonly consumer: { readonly id: string };
}

/** What an account kept outside the hubs says in the end. */
export interface Balance {
  readonly sent: number;
  readonly acknowledged: number;
  /** Numbers of acknowledged events that a consumer never got. */
  readonly lost: Readonly<Record<Consumer, readonly number[]>>;
  /** Runs and accepted calls beyond the first of an event. */
  readonly extra: Readonly<Record<Consumer, number>>;
  /** Extras for which the hub has no attempt on record. */
  readonly unexplained: readonly string[];
}

/** What a balance must be: see `toMatchObject`. */
export const BALANCED = {
  lost: { handler: [], 'healthy sink': [], 'failing sink': [] },
  unexplained: [],
} as const;

/**
 * Hubs under load, with an account of what became of each event that does not rely on them: senders that keep what was acknowledged and
 * send again what was not, a handler that writes a file, and sinks that count.
 */
export class FaultRun {
  readonly hubs: HubProcess[] = [];
  readonly senders: Senders;
  /** By the ids of their subscriptions. */
  private readonly consumers = new Map<string, Consumer>();

  private constructor(
    private readonly folder: string,
    private readonly envs: readonly Readonly<Record<string, string>>[],
    private readonly healthy: CountingSink,
    private readonly failing: CountingSink,
    { senders = 3, everyMs = 50 }: FaultRunOptions,
  ) {
    this.senders = new Senders({ urls: () => this.hubs.map(({ url }) => url), senders, everyMs });
  }

  static async start(options: FaultRunOptions): Promise<FaultRun> {
    const folder = mkdtempSync(join(tmpdir(), 'kanca-faults-'));
    const envs: Record<string, string>[] = [];
    for (const env of options.envs ?? [{}])
      envs.push({
        PORT: String(await freePort()),
        ...(options.databaseUrl === undefined
          ? { KANCA_DATA_DIR: join(folder, 'data') }
          : { DATABASE_URL: options.databaseUrl }),
        KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 5).toString('base64'),
        KANCA_MODULES: LEDGER_MODULE,
        LEDGER_FILE: join(folder, 'ledger'),
        LOG_LEVEL: 'fatal',
        ...env,
      });
    const run = new FaultRun(folder, envs, await startCountingSink(), await startCountingSink(0.3), options);
    for (const index of envs.keys()) await run.startHub(index);
    await run.call('POST', '/sources', { provider: 'github', secrets: [GITHUB_SECRET] });
    for (const [name, sink] of [
      ['healthy sink', run.healthy],
      ['failing sink', run.failing],
    ] as const) {
      const subscription = { uri: sink.url, filters: ['github.push', 'fault.sent'], retry: RETRY };
      const { id } = await run.call<{ id: string }>('POST', '/subscriptions', subscription);
      run.consumers.set(id, name);
    }
    return run;
  }

  /** Of the embedded server. */
  get dataDir(): string {
    return join(this.folder, 'data');
  }

  get first(): HubProcess {
    const [hub] = this.hubs;
    if (hub === undefined) throw new Error('No hub was started.');
    return hub;
  }

  /** Starts a hub, again on the same port if it ran before. Resolves when it is ready. */
  async startHub(index: number): Promise<HubProcess> {
    const hub = await startHubProcess(this.envs[index] ?? {});
    this.hubs[index] = hub;
    return hub;
  }

  /** SIGKILL, and a start at once. */
  async killAndStart(index: number): Promise<void> {
    await this.hubs[index]?.kill();
    await this.startHub(index);
  }

  /** Sends events while the faults happen, and until all that was sent is acknowledged. */
  async underLoad(faults: () => Promise<void>): Promise<Balance> {
    this.senders.start();
    try {
      await faults();
    } finally {
      await this.senders.stop(30_000);
    }
    return this.balance();
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await callApi<T>(this.first.url, method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${String(answer.status)}`);
    return answer.body;
  }

  /** Waits until everything is delivered, or for two minutes. */
  async balance(): Promise<Balance> {
    const { acknowledged } = this.senders;
    const missing = (seen: ReadonlyMap<number, number>): number[] => [...acknowledged].filter((n) => !seen.has(n));
    const lost = (): Balance['lost'] => ({
      handler: missing(this.handled().runs),
      'healthy sink': missing(this.healthy.accepted),
      'failing sink': missing(this.failing.accepted),
    });
    const isDone = (): boolean => Object.values(lost()).every((numbers) => numbers.length === 0);
    await eventually(isDone, { withinMs: DELIVERED_WITHIN_MS, everyMs: 200 }).catch(() => undefined);
    await eventually(() => this.isQueueEmpty(), { withinMs: DELIVERED_WITHIN_MS, everyMs: 200 }).catch(() => undefined);
    const { runs, ids } = this.handled();
    const balance = {
      sent: this.senders.sent,
      acknowledged: acknowledged.size,
      lost: lost(),
      extra: {
        handler: extras(runs),
        'healthy sink': extras(this.healthy.accepted),
        'failing sink': extras(this.failing.accepted),
      },
      unexplained: await this.unexplained(ids, runs),
    };
    if (LONG_SECONDS > 0) process.stderr.write(`${summaryOf(balance)}\n`);
    return balance;
  }

  async close(): Promise<void> {
    await Promise.all(this.hubs.map((hub) => hub.stop()));
    await Promise.all([this.healthy.close(), this.failing.close()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async isQueueEmpty(): Promise<boolean> {
    const { ready, running } = await this.call<{ ready: number; running: number }>('GET', '/queue');
    return ready + running === 0;
  }

  /** What the handler wrote down: its runs by number, and the events' ids. */
  private handled(): { readonly runs: Map<number, number>; readonly ids: Map<number, string> } {
    const file = join(this.folder, 'ledger');
    const runs = new Map<number, number>();
    const ids = new Map<number, string>();
    for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
      const [number, id] = line.split(' ');
      if (id === undefined) continue;
      const n = Number(number);
      runs.set(n, (runs.get(n) ?? 0) + 1);
      ids.set(n, id);
    }
    return { runs, ids };
  }

  /** A consumer may be called more than once, but each call is an attempt that the hub knows of. */
  private async unexplained(ids: ReadonlyMap<number, string>, runs: ReadonlyMap<number, number>): Promise<string[]> {
    const consumers: readonly [Consumer, ReadonlyMap<number, number>, ReadonlyMap<number, number>][] = [
      ['handler', runs, runs],
      ['healthy sink', this.healthy.accepted, this.healthy.calls],
      ['failing sink', this.failing.accepted, this.failing.calls],
    ];
    const unexplained: string[] = [];
    for (const [n, id] of ids) {
      const repeated = consumers.filter(([, accepted]) => (accepted.get(n) ?? 0) > 1);
      if (repeated.length === 0) continue;
      const attempts = await this.attemptsOf(id);
      for (const [name, , calls] of repeated)
        if ((calls.get(n) ?? 0) > (attempts.get(name) ?? 0))
          unexplained.push(
            `${id}: the ${name} got ${String(calls.get(n))} calls in ${String(attempts.get(name) ?? 0)} attempts`,
          );
    }
    return unexplained;
  }

  /** How many attempts each consumer's delivery of the event has on record. */
  private async attemptsOf(eventId: string): Promise<ReadonlyMap<Consumer, number>> {
    const { data } = await this.call<{ data: DeliveryOf[] }>('GET', `/deliveries?event=${eventId}`);
    const counts = new Map<Consumer, number>();
    for (const { id, consumer } of data) {
      const { attempts } = await this.call<{ attempts: unknown[] }>('GET', `/deliveries/${id}`);
      counts.set(this.consumers.get(consumer.id) ?? 'handler', attempts.length);
    }
    return counts;
  }
}

function extras(seen: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const times of seen.values()) sum += times - 1;
  return sum;
}

function summaryOf({ sent, acknowledged, lost, extra, unexplained }: Balance): string {
  const consumers = Object.entries(extra).map(
    ([name, count]) => `${name}: ${String(count)} extra, ${String(lost[name as Consumer].length)} lost`,
  );
  return `sent ${String(sent)}, acknowledged ${String(acknowledged)}; ${consumers.join('; ')}; ${String(unexplained.length)} unexplained`;
}
