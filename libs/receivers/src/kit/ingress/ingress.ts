import { KancaError, isThenable } from '@kanca/core';
import { explainMismatch, isExplainable } from '../diagnosis/explain-mismatch.js';
import { assertShaken, HandshakeRefused } from '../pipeline/handshake-refused.js';
import { receive } from '../pipeline/receive.js';
import { senderOf } from '../rejections/sender-of.js';
import { shownRequest } from '../rejections/shown-request.js';
import { SecretNotAwaited } from '../pipeline/secret-not-awaited.js';
import { isAwaited } from '../sources/source.js';
import { acceptedAnswer, repliedAnswer } from './accepted-answer.js';
import { arrivalOf } from './arrival-of.js';
import { BodyReader } from './body-reader.js';
import { Gate } from './gate.js';
import { HalfOpenRequests } from './half-open-requests.js';
import { isIncomingPath, readIncomingPath } from './incoming-path.js';
import { DEFAULT_INGRESS_OPTIONS } from './ingress-options.js';
import { ClientGone } from './interruption.js';
import { isWorthKeeping, outcomeOf, reasonOf } from './outcome.js';
import { discardRest, problemAnswer, send } from './send.js';
import { SignatureError } from '../refusals/signature-error.js';
import { Visit } from './visit.js';
import type { Clock, InboundRequest, IngestOutcome, Observer, Randomness } from '@kanca/core';
import type { EventLog, HandlerReply, ReplyDesk, Stored } from '@kanca/dispatch';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ReceivedEvent } from '../pipeline/read-events.js';
import type { ReceivedEvents } from '../pipeline/receive.js';
import type { Answer } from '../receiver-definition.js';
import type { RemoteDocuments } from '../documents/remote-documents.js';
import type { Source } from '../sources/source.js';
import type { TestProof } from '../verify/test-proof.js';
import type { ReceiverRegistry } from '../receiver-registry.js';
import type { ShownRequest } from '../rejections/shown-request.js';
import type { Refusal } from '../rejections/rejection.js';
import type { KnownNetworks } from '../rejections/known-networks.js';
import type { RejectionLog } from '../rejections/rejection-log.js';
import type { SourceDirectory } from '../sources/source-directory.js';
import type { IngressOptions } from './ingress-options.js';
import type { Target } from './visit.js';

/** What the ingress works with. */
export interface IngressParts {
  readonly receivers: ReceiverRegistry;
  readonly sources: SourceDirectory;
  readonly log: EventLog;
  readonly replies: ReplyDesk;
  readonly rejections: RejectionLog;
  readonly observer: Observer;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly documents: RemoteDocuments;
  /** Keeps a secret that a provider handed over from an address; false when the source does not wait for one any more. */
  readonly keepSecret: (source: Source, secret: string, from: string) => Promise<boolean>;
  /** Hears of each source whose events were stored. Must not wait for anything. */
  readonly activity?: { noteEvent(sourceId: string): void };
  /** Hears where each verified request came from. Must not wait for anything. */
  readonly networks?: Pick<KnownNetworks, 'acceptedFrom' | 'has'>;
}

interface Served {
  readonly answer: Answer;
  readonly outcome: IngestOutcome;
  readonly reason?: string;
}

/**
 * The receiving edge: one function over node's own request and response, for Fastify's `serverFactory`, for Express and for
 * `node:http` alike. It reads the body itself, so it has to come before any body parser.
 * @example
 * createServer((message, response) => {
 *   if (ingress.matches(message.url ?? '')) void ingress.handle(message, response);
 *   else app(message, response);
 * });
 */
export class Ingress {
  private readonly options: IngressOptions;
  private readonly gate: Gate;
  private readonly bodies: BodyReader;
  private readonly halfOpen: HalfOpenRequests;
  /** From head to answer, half-open ones included: what a drain waits for. */
  private running = 0;
  /** With their body complete. */
  private busy = 0;
  private isDraining = false;
  private readonly waitingForIdle: (() => void)[] = [];

  constructor(
    private readonly parts: IngressParts,
    options: Partial<IngressOptions> = {},
  ) {
    this.options = { ...DEFAULT_INGRESS_OPTIONS, ...options };
    this.gate = new Gate(this.options, parts.clock);
    this.bodies = new BodyReader(this.options);
    this.halfOpen = new HalfOpenRequests(this.options);
  }

  /** Whether a request target belongs here. */
  matches(url: string): boolean {
    return isIncomingPath(url);
  }

  /**
   * Where any request of the same server came from, as the trusted proxies tell it: the address, the network by which senders are counted, and whether
   * it was encrypted on its way.
   */
  originOf(message: IncomingMessage): {
    readonly address: string;
    readonly network: string;
    readonly isHttps: boolean;
  } {
    return this.gate.originOf(message);
  }

  /** Answers one request. Never rejects. */
  handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    return this.answer(new Visit(message, response, this.parts.randomness));
  }

  /**
   * The same for a test call that the process makes to itself. Only for requests whose connection the caller opened: nothing that is
   * written in a request may decide that it comes here.
   * @param proof the secrets, keys and documents that verify the request, instead of those of its source and its provider
   */
  handleTest(message: IncomingMessage, response: ServerResponse, proof: TestProof): Promise<void> {
    return this.answer(new Visit(message, response, this.parts.randomness, proof));
  }

  /** Refuses new requests from now on, so that providers try again later, and resolves when the running ones are answered. */
  drain(): Promise<void> {
    this.isDraining = true;
    if (this.running === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.waitingForIdle.push(resolve);
    });
  }

  private async answer(visit: Visit): Promise<void> {
    this.running += 1;
    try {
      const { answer, outcome, reason } = await this.serve(visit);
      send(visit.response, answer);
      this.tell(visit, outcome, answer.status, reason);
    } catch (error) {
      this.refuse(visit, error);
    } finally {
      this.bodies.release(this.gate.addressOf(visit), visit.request.body);
      this.running -= 1;
      if (this.running === 0) for (const resolve of this.waitingForIdle.splice(0)) resolve();
    }
  }

  private async serve(visit: Visit): Promise<Served> {
    const { message, request } = visit;
    // The connection ends with the answer: the next request on it belongs to another hub.
    if (this.isDraining) throw notNow({ connection: 'close' });
    const target = this.find(request.url);
    visit.target = target;
    this.gate.admit(visit, target);
    assertUnread(message);
    const sender = this.gate.addressOf(visit);
    request.body = await this.halfOpen.during(sender, () => this.bodies.read(sender, message));
    return this.work(visit, target);
  }

  /** What is done once the body is there. */
  private async work(visit: Visit, target: Target): Promise<Served> {
    if (this.busy >= this.options.maxConcurrentRequests) throw notNow();
    this.busy += 1;
    try {
      return await this.verifyAndStore(visit, target);
    } finally {
      this.busy -= 1;
    }
  }

  private async verifyAndStore(visit: Visit, target: Target): Promise<Served> {
    const { request, proof } = visit;
    const { now, publicUrl, maxBodyBytes } = { now: this.parts.clock.now(), ...this.options };
    const sender = () => senderOf(target.source, this.gate.addressOf(visit), this.parts.networks);
    const documents = proof?.documents ?? this.parts.documents.forSender?.(sender) ?? this.parts.documents;
    const settings = proof?.secrets === undefined ? target.source : { ...target.source, secrets: proof.secrets };
    const receiving = receive(target.receiver, settings, request, { now, publicUrl, maxBodyBytes, documents });
    const received = isThenable(receiving) ? await receiving : receiving;
    if (received.kind === 'handshake') return this.shakeHands(visit, target, received.name, received.answer);
    return this.store(visit, target, received);
  }

  private async shakeHands(visit: Visit, { source }: Target, name: string, answer: Answer): Promise<Served> {
    const { handsOverSecret: secret, ...heard } = assertShaken(answer);
    if (secret !== undefined) {
      const { tenant, uri } = source;
      const from = this.gate.addressOf(visit);
      const isTaken = isAwaited(source, this.parts.clock.now()) && (await this.parts.keepSecret(source, secret, from));
      if (!isTaken) throw new SecretNotAwaited(secret);
      this.parts.observer.noted('a provider handed over a secret', { tenant, source: uri, from });
    }
    return { answer: heard, outcome: 'handshake', reason: name };
  }

  private async store(visit: Visit, target: Target, { events, request }: ReceivedEvents): Promise<Served> {
    const { receiver } = target;
    if (events.length === 0) return { answer: acceptedAnswer(receiver.answer, []), outcome: 'accepted' };
    const stored = await this.parts.log.append({
      ...arrivalOf(target, request, events, visit.traceparent),
      canReply: true,
    });
    this.parts.activity?.noteEvent(target.source.id);
    if (visit.proof === undefined && isProved(target))
      this.parts.networks?.acceptedFrom(target.source, this.gate.addressOf(visit));
    const answer = acceptedAnswer(receiver.answer, stored.events);
    this.remarkOn(visit, target, events);
    const fresh = stored.events.filter(({ duplicate }) => !duplicate).length;
    if (fresh > 0) this.parts.observer.eventsStored(receiver.name, fresh);
    const outcome = fresh === 0 ? 'duplicate' : 'accepted';
    if (stored.replies.length === 0) return { answer, outcome };
    const reply = await this.reply(visit, target, stored);
    return { answer: reply === null ? answer : repliedAnswer(answer, reply), outcome };
  }

  private remarkOn({ requestId }: Visit, { source }: Target, events: readonly ReceivedEvent[]): void {
    for (const { type, remark } of events)
      if (remark !== undefined)
        this.parts.observer.noted(
          `a genuine request was stored as ${type}`,
          { source: source.uri, requestId, reason: remark },
          'warn',
        );
  }

  /** The events are stored by now: also when a reply fails, the provider hears that they arrived. */
  private async reply(visit: Visit, { receiver }: Target, { replies }: Stored): Promise<HandlerReply | null> {
    const budgetMs = (receiver.replyWithinMs ?? this.options.replyWithinMs) - visit.elapsedMs();
    try {
      return await this.parts.replies.answer(replies, Math.max(0, Math.floor(budgetMs)));
    } catch (error) {
      this.parts.observer.faulted(`replying to ${receiver.title}`, error);
      return null;
    }
  }

  private find(url: string): Target {
    const path = readIncomingPath(url);
    const receiver = path === null ? undefined : this.parts.receivers.find(path.provider);
    const source = receiver === undefined ? undefined : this.parts.sources.find(receiver.name, path?.id);
    // One sentence for every way of not being there: it tells nobody which providers and names exist.
    if (source === undefined || receiver === undefined)
      throw new KancaError('not_found', 'No source has this URL: kanca sources ls shows the URLs there are.');
    return { source, receiver };
  }

  private refuse(visit: Visit, error: unknown): void {
    const { message, response, request, requestId, target } = visit;
    const isGone = error instanceof ClientGone;
    const answer = refusalAnswer(error, target) ?? problemAnswer(error, requestId);
    if (!isGone) {
      send(response, answer);
      discardRest(message);
    }
    const outcome = outcomeOf(error);
    if (outcome === 'failed') this.parts.observer.faulted('receiving a webhook', error);
    if (target !== undefined && error instanceof KancaError && isWorthKeeping(error)) {
      const receivedAt = this.parts.clock.now();
      const explain = this.explanationOf(target, error, request, receivedAt);
      const { source, receiver } = target;
      const handedOver = error instanceof SecretNotAwaited ? [error.secret] : [];
      const show = (whole: InboundRequest): ShownRequest => shownRequest(receiver, source, whole, handedOver);
      const from = this.gate.addressOf(visit);
      this.parts.rejections.record({ source, error, requestId, from, receivedAt, request, show, ...explain });
    }
    this.tell(visit, outcome, isGone ? CLIENT_CLOSED_REQUEST : answer.status, reasonOf(error));
  }

  private explanationOf(
    { receiver, source }: Target,
    error: KancaError,
    request: InboundRequest,
    now: number,
  ): Pick<Refusal, 'explain' | 'isSignedForCallers'> {
    if (!isExplainable(error)) return {};
    const isSignedForCallers = receiver.unsignedHandshakes.some(({ secrets }) => typeof secrets === 'object');
    const context = { now, publicUrl: this.options.publicUrl, options: source.options };
    return {
      isSignedForCallers,
      explain: (hasTime) => {
        const otherSecrets = this.parts.sources.others(source);
        return explainMismatch({ receiver, request, secrets: source.secrets, context, otherSecrets, hasTime });
      },
    };
  }

  private tell(visit: Visit, outcome: IngestOutcome, status: number, reason?: string): void {
    const { target, requestId } = visit;
    this.parts.observer.ingestAnswered({
      provider: target?.receiver.name ?? 'unknown',
      outcome,
      status,
      durationMs: visit.elapsedMs(),
      requestId,
      ...(target === undefined ? {} : { source: target.source.uri }),
      ...(reason === undefined ? {} : { reason }),
    });
  }
}

/** What the provider says that its refused requests have to hear. */
function refusalAnswer(error: unknown, target: Target | undefined): Answer | undefined {
  if (error instanceof HandshakeRefused) return error.answer;
  return error instanceof SignatureError ? target?.receiver.refusal : undefined;
}

/** Whether a stranger could not have sent what this source accepts. */
function isProved({ receiver, source }: Target): boolean {
  return (receiver.assuranceOf?.(source.options) ?? receiver.assurance) !== 'none';
}

/** Nothing was answered; logs know the number from other servers. */
const CLIENT_CLOSED_REQUEST = 499;

/** A body that somebody else has read would never end for us: say so at once, and say what to do. */
function assertUnread(message: IncomingMessage): void {
  if (!message.readableDidRead && !message.readableEnded && message.readableFlowing !== true) return;
  throw new Error(
    'The body of a webhook was read before it came here, so its signature cannot be verified. ' +
      "Mount the ingress before every body parser: app.use('/api/webhooks/incoming', (request, response) => ingress.handle(request, response)) " +
      'first, express.json() after it; in Nest, create the application with { bodyParser: false } or use serverFactory.',
  );
}

function notNow(headers: Readonly<Record<string, string>> = {}): KancaError {
  return new KancaError('unavailable', 'This hub takes no requests at the moment: try again.', {
    retryAfterSeconds: 5,
    headers,
  });
}
