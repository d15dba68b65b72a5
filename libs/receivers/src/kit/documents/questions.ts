import { createHash } from 'node:crypto';
import { FairRates } from '../fair-rates.js';
import { FairShares } from '../fair-shares.js';
import { VerificationUnavailable } from '../refusals/verification-unavailable.js';
import type { Clock } from '@kanca/core';
import type { GuardedClient } from '@kanca/egress';
import type { RemoteAnswer, RemoteQuestion } from './remote-documents.js';

interface Remembered {
  readonly answer: RemoteAnswer;
  /** Milliseconds since the Unix epoch. */
  readonly until: number;
}

/** A question whose answer is remembered. */
interface Lasting {
  readonly key: string;
  readonly goodForMs: (answer: Buffer) => number;
  readonly sender: readonly string[];
}

const MAX_REMEMBERED = 200;
const MAX_BYTES = 65_536;
const DEADLINE_MS = 5_000;
/** A provider that is slow to answer holds up no more requests than this. Senders share both: a tenant can have any number of askers. */
const MAX_UNDER_WAY = 128;
const MAX_UNDER_WAY_EACH = 32;
/** Strangers can make a source ask, so the senders of one asker share its turns. The limit of questions that every request asks… */
const EACH_TIME = { perSecond: 50, burst: 200 };
/** …and of questions that are asked once and remembered, such as a key by the id that a request names. */
const ONCE = { perSecond: 2, burst: 20 };

/**
 * Questions to providers through the egress guard: bounded in time, size and number for each asker. An answer is remembered only where
 * the question says for how long, and then asked for once however many wait for it.
 */
export class Questions {
  private readonly remembered = new Map<string, Remembered>();
  private readonly pending = new Map<string, Promise<RemoteAnswer>>();
  private readonly underWay = new Map<string, FairShares>();
  private readonly allUnderWay = new FairShares(MAX_UNDER_WAY);
  private readonly rates: { readonly eachTime: FairRates; readonly once: FairRates };

  constructor(
    private readonly client: GuardedClient,
    private readonly clock: Clock,
  ) {
    this.rates = { eachTime: new FairRates(EACH_TIME, clock), once: new FairRates(ONCE, clock) };
  }

  /**
   * @param senderOf whose request makes the hub ask: a path, such as tenant, source, network
   * @throws VerificationUnavailable
   */
  async ask(question: RemoteQuestion, senderOf: () => readonly string[]): Promise<RemoteAnswer> {
    const { goodForMs, isAskedAnew = false } = question;
    if (goodForMs === undefined) return this.call(question, this.rates.eachTime, senderOf());
    const key = keyOf(question);
    const known = this.remembered.get(key);
    if (known !== undefined && !isAskedAnew && this.clock.now() < known.until) return known.answer;
    const pending = this.pending.get(key);
    if (pending !== undefined) return pending;
    const asking = this.askOnce(question, { key, goodForMs, sender: senderOf() }).finally(() =>
      this.pending.delete(key),
    );
    this.pending.set(key, asking);
    return asking;
  }

  private async askOnce(question: RemoteQuestion, { key, goodForMs, sender }: Lasting): Promise<RemoteAnswer> {
    const answer = await this.call(question, this.rates.once, sender);
    this.remembered.delete(key);
    const until = answer.status === 200 ? this.clock.now() + goodForMs(answer.body) : 0;
    if (until <= this.clock.now()) return answer;
    const [oldest] = this.remembered.keys();
    if (this.remembered.size >= MAX_REMEMBERED && oldest !== undefined) this.remembered.delete(oldest);
    this.remembered.set(key, { answer, until });
    return answer;
  }

  private async call(question: RemoteQuestion, rate: FairRates, sender: readonly string[]): Promise<RemoteAnswer> {
    const { url, asker } = question;
    const mine = this.underWay.get(asker) ?? new FairShares(MAX_UNDER_WAY_EACH);
    if (mine.roomOf(sender) < 1 || this.allUnderWay.roomOf(sender) < 1)
      throw unavailable(url, 'too many questions wait for their answers');
    if (!rate.take(asker, sender)) throw unavailable(url, 'too many questions were asked a moment ago');
    this.underWay.set(asker, mine);
    mine.take(sender, 1);
    this.allUnderWay.take(sender, 1);
    try {
      return await this.send(question);
    } finally {
      mine.giveBack(sender, 1);
      this.allUnderWay.giveBack(sender, 1);
    }
  }

  private async send({ method = 'POST', url, headers, body }: RemoteQuestion): Promise<RemoteAnswer> {
    const asked = { method, ...(method === 'GET' ? {} : { body }) };
    const answer = await this.client
      .request({ ...asked, url, headers, purpose: 'document', deadlineMs: DEADLINE_MS, maxResponseBytes: MAX_BYTES })
      .catch((error: unknown) => {
        throw unavailable(url, error instanceof Error ? error.message : String(error));
      });
    const { status, truncated } = answer;
    if (truncated) throw unavailable(url, 'its answer is too large');
    if (status >= 500 || status === 429) throw unavailable(url, `it answered ${String(status)}`);
    return { status, body: answer.body };
  }
}

/** Questions hold credentials: only a hash is kept, to recognise them. */
function keyOf({ method = 'POST', url, headers, body }: RemoteQuestion): string {
  const names = Object.keys(headers).sort();
  const head = JSON.stringify([method, url, ...names.map((name) => [name, headers[name]])]);
  return createHash('sha256').update(head).update('\n').update(body).digest('base64');
}

function unavailable(url: string, problem: string): VerificationUnavailable {
  return new VerificationUnavailable(`${url} gave no answer: ${problem}`);
}
