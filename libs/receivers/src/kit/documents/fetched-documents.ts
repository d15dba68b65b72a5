import { SignatureError } from '../refusals/signature-error.js';
import { FairRates } from '../fair-rates.js';
import { Questions } from './questions.js';
import { RemoteDocuments } from './remote-documents.js';
import { VerificationUnavailable } from '../refusals/verification-unavailable.js';
import type { Clock } from '@kanca/core';
import { EgressError, type GuardedClient } from '@kanca/egress';
import type { RemoteAnswer, RemoteQuestion } from './remote-documents.js';

interface Known {
  readonly document: Buffer;
  /** When it was read, in milliseconds since the Unix epoch. */
  readonly at: number;
}

const FRESH_MS = 3_600_000;
/** How long a document is good for while its address does not answer. */
const USABLE_MS = 24 * FRESH_MS;
/** An address that could not be read is not asked again for every request that comes. */
const FAILED_MS = 10_000;
const MAX_KNOWN = 200;
const MAX_FAILED = 1_000;
const MAX_BYTES = 262_144;
const DEADLINE_MS = 5_000;
/** Anyone may name an address of a provider in a request: that must not make the hub call it as often as they like. Senders share it, for each owner of hosts. */
const FETCHES = { perSecond: 2, burst: 20 };

/** What the hub fetches of its own accord, and what an operator has it do. */
const NOBODY = (): readonly string[] => [];

/**
 * Documents through the egress guard, each remembered for an hour, and for a day while its address does not answer. Fetched once however
 * many requests wait for it. A document that cannot be read never replaces one that could.
 */
export class FetchedDocuments extends RemoteDocuments {
  private readonly known = new Map<string, Known>();
  private readonly failedUntil = new Map<string, number>();
  private readonly pending = new Map<string, Promise<Buffer>>();
  private readonly fetches: FairRates;
  private readonly questions: Questions;

  constructor(
    private readonly client: GuardedClient,
    private readonly clock: Clock,
  ) {
    super();
    this.fetches = new FairRates(FETCHES, clock);
    this.questions = new Questions(client, clock);
  }

  read(url: string): Promise<Buffer> {
    return this.readFor(NOBODY, url);
  }

  override forSender(senderOf: () => readonly string[]): RemoteDocuments {
    return new DocumentsOfSender(this, senderOf);
  }

  async readFor(senderOf: () => readonly string[], url: string): Promise<Buffer> {
    const now = this.clock.now();
    const known = this.known.get(url);
    if (known !== undefined && now < known.at + FRESH_MS) return known.document;
    try {
      return await this.readAnew(senderOf, url, now);
    } catch (error) {
      if (known !== undefined && now < known.at + USABLE_MS) return known.document;
      throw error;
    }
  }

  override ask(question: RemoteQuestion): Promise<RemoteAnswer> {
    return this.questions.ask(question, NOBODY);
  }

  askFor(senderOf: () => readonly string[], question: RemoteQuestion): Promise<RemoteAnswer> {
    return this.questions.ask(question, senderOf);
  }

  private readAnew(senderOf: () => readonly string[], url: string, now: number): Promise<Buffer> {
    const pending = this.pending.get(url);
    if (pending !== undefined) return pending;
    if (now < (this.failedUntil.get(url) ?? 0)) throw away(url, 'it could not be read a moment ago');
    if (!this.fetches.take(ownerOf(url), senderOf()))
      throw away(url, 'too many documents of that host were asked for a moment ago');
    const fetching = this.fetch(url).finally(() => this.pending.delete(url));
    this.pending.set(url, fetching);
    return fetching;
  }

  private async fetch(url: string): Promise<Buffer> {
    try {
      const document = await this.call(url);
      remember(this.known, MAX_KNOWN, url, { document, at: this.clock.now() });
      this.failedUntil.delete(url);
      return document;
    } catch (error) {
      remember(this.failedUntil, MAX_FAILED, url, this.clock.now() + FAILED_MS);
      throw error instanceof Answered || isBlocked(error) ? unavailable(url, textOf(error)) : away(url, textOf(error));
    }
  }

  private async call(url: string): Promise<Buffer> {
    const { status, body, truncated } = await this.client.request({
      url,
      method: 'GET',
      headers: {},
      purpose: 'document',
      deadlineMs: DEADLINE_MS,
      maxResponseBytes: MAX_BYTES,
    });
    if (truncated) throw new Answered('it is too large');
    if (status >= 500 || status === 429) throw new Error(`it answered ${String(status)}`);
    if (status !== 200) throw new Answered(`it answered ${String(status)}`);
    return body;
  }
}

/** The view of one sender. */
class DocumentsOfSender extends RemoteDocuments {
  constructor(
    private readonly all: FetchedDocuments,
    private readonly senderOf: () => readonly string[],
  ) {
    super();
  }

  read(url: string): Promise<Buffer> {
    return this.all.readFor(this.senderOf, url);
  }

  override ask(question: RemoteQuestion): Promise<RemoteAnswer> {
    return this.all.askFor(this.senderOf, question);
  }
}

/** The address is there and has no such document: nothing will change that. */
class Answered extends Error {}

/** Nobody can tell now, and it is not the sender's fault: it should try again. */
function away(url: string, problem: string): VerificationUnavailable {
  return new VerificationUnavailable(`${url} could not be read: ${problem}`);
}

/** `amazonaws.com`: a stranger may name many hosts of one owner. */
function ownerOf(url: string): string {
  return new URL(url).hostname.split('.').slice(-2).join('.');
}

function isBlocked(error: unknown): boolean {
  return error instanceof EgressError && error.kind === 'blocked';
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unavailable(url: string, problem: string): SignatureError {
  return new SignatureError('document_unavailable', `${url} could not be read: ${problem}`);
}

/** The newest last; the oldest goes when there are too many. */
function remember<T>(map: Map<string, T>, most: number, key: string, value: T): void {
  map.delete(key);
  const [oldest] = map.keys();
  if (map.size >= most && oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}
