import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ADMIN_KEY } from '../../support/test-hub.js';

export const GITHUB_SECRET = 'github-secret';

/** Providers wait for 10 s. */
const PATIENCE_MS = 10_000;
const SHORTEST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 1_000;

export interface SendersOptions {
  /** The hubs as a load balancer has them; they may change under way. */
  readonly urls: () => readonly string[];
  readonly senders: number;
  /** Of each sender, from one event to the next. */
  readonly everyMs: number;
}

/**
 * Providers and own programs that send to the hubs: seven of ten events are signed GitHub pushes, three are published with an id.
 * What was not acknowledged is sent again under the same id, as providers do.
 */
export class Senders {
  /** The numbers of the events whose sender got a 2xx. */
  readonly acknowledged = new Set<number>();
  /** Answers that were no 2xx, by status; `0` for no answer at all. */
  readonly refusals = new Map<number, number>();
  private next = 0;
  private isOver = false;
  private working: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SendersOptions) {}

  /** How many events were sent, acknowledged or not. */
  get sent(): number {
    return this.next;
  }

  start(): void {
    this.isOver = false;
    this.working = Promise.all(Array.from({ length: this.options.senders }, () => this.work()));
  }

  /** Sends nothing new. What is not acknowledged is tried for so long; then its sender gives up. */
  async stop(withinMs: number): Promise<void> {
    this.isOver = true;
    this.giveUpAt = Date.now() + withinMs;
    await this.working;
    this.giveUpAt = Number.POSITIVE_INFINITY;
  }

  private giveUpAt = Number.POSITIVE_INFINITY;

  private async work(): Promise<void> {
    while (!this.isOver) {
      const n = this.next++;
      for (let tries = 0; !(await this.isTaken(n, tries)) && Date.now() < this.giveUpAt; tries++)
        await sleep(Math.min(LONGEST_RETRY_MS, SHORTEST_RETRY_MS * 2 ** tries));
      await sleep(this.options.everyMs);
    }
  }

  private async isTaken(n: number, tries: number): Promise<boolean> {
    const urls = this.options.urls();
    const url = urls[(n + tries) % urls.length] ?? '';
    let status = 0;
    try {
      const answer = await (n % 10 < 7 ? push(url, n) : publish(url, n));
      await answer.arrayBuffer();
      ({ status } = answer);
    } catch {
      // Refused, cut or not in time: as good as no answer.
    }
    const isTaken = status >= 200 && status < 300;
    if (isTaken) this.acknowledged.add(n);
    else this.refusals.set(status, (this.refusals.get(status) ?? 0) + 1);
    return isTaken;
  }
}

function push(url: string, n: number): Promise<Response> {
  const body = JSON.stringify({ n });
  return post(`${url}/api/webhooks/incoming/github`, body, {
    'x-github-event': 'push',
    'x-github-delivery': `delivery-${String(n)}`,
    'x-hub-signature-256': `sha256=${createHmac('sha256', GITHUB_SECRET).update(body).digest('hex')}`,
  });
}

function publish(url: string, n: number): Promise<Response> {
  const id = `sent-${String(n)}`;
  return post(`${url}/api/v1/events`, JSON.stringify({ id, type: 'fault.sent', data: { n } }), {
    authorization: `Bearer ${ADMIN_KEY}`,
  });
}

function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}
