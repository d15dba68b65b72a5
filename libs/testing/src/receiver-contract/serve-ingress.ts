import { once } from 'node:events';
import { createServer } from 'node:http';
import { Observer, SystemClock, SystemRandomness } from '@kanca/core';
import { ReplyDesk } from '@kanca/dispatch';
import { FixedSourceDirectory, Ingress, ReceiverRegistry, SilentRejectionLog } from '@kanca/receivers';
import { NoDocuments } from '@kanca/receivers/kit';
import { MemoryEventLog } from './memory-event-log.js';
import type { Clock, IngestAnswered } from '@kanca/core';
import type { HandlerReply } from '@kanca/dispatch';
import type { FixedSourceSpec, IngressOptions, ReceiverDefinition, Refusal, Source } from '@kanca/receivers';
import type { RemoteDocuments } from '@kanca/receivers/kit';
import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';

/** An ingress for one test: its receivers, its sources, and what it runs on. */
export interface ServeIngressOptions extends Partial<IngressOptions> {
  readonly receivers: readonly ReceiverDefinition[];
  readonly sources: readonly FixedSourceSpec[];
  readonly clock?: Clock;
  /** What the providers publish; nothing unless told. */
  readonly documents?: RemoteDocuments;
  /** Puts the ingress into an application; alone on `node:http` unless told. */
  readonly mount?: (ingress: Ingress) => RequestListener;
}

/** A running ingress on 127.0.0.1, with all that it stored, refused and noted. */
export interface ServedIngress {
  readonly ingress: Ingress;
  readonly log: MemoryEventLog;
  readonly replies: ScriptedReplyDesk;
  readonly observer: NotingObserver;
  /** What the rejection log was given. */
  readonly refusals: readonly Refusal[];
  /** Secrets that handshakes handed over. */
  readonly handedOver: readonly string[];
  /** `http://127.0.0.1:…` */
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Gives the replies it is told to. */
export class ScriptedReplyDesk extends ReplyDesk {
  reply: () => Promise<HandlerReply | null> = () => Promise.resolve(null);
  readonly budgetsMs: number[] = [];

  answer(_tickets: readonly unknown[], budgetMs: number): Promise<HandlerReply | null> {
    this.budgetsMs.push(budgetMs);
    return this.reply();
  }
}

/** Remembers what the receiving edge has to tell. */
export class NotingObserver extends Observer {
  readonly answers: IngestAnswered[] = [];
  readonly faults: { readonly what: string; readonly error: unknown }[] = [];
  stored = 0;

  ingestAnswered(answer: IngestAnswered): void {
    this.answers.push(answer);
  }
  eventsStored(_provider: string, count: number): void {
    this.stored += count;
  }
  faulted(what: string, error: unknown): void {
    this.faults.push({ what, error });
  }
  attemptEnded(): void {
    // No attempts are made here.
  }
  claimsExpired(): void {
    // There are no claims here.
  }
  deliveriesExpired(): void {
    // There are no deliveries here.
  }
  noted(): void {
    // Nothing that a test of the receiving edge asks for.
  }
}

class NotingRejectionLog extends SilentRejectionLog {
  readonly refusals: Refusal[] = [];

  override record(refusal: Refusal): void {
    this.refusals.push(refusal);
  }
}

/**
 * An ingress on a real server of its own, with a log in memory.
 * @example
 * const served = await serveIngress({ receivers: [github], sources: [{ provider: 'github', secrets: ['s'] }] });
 * await fetch(`${served.origin}/api/webhooks/incoming/github`, { method: 'POST', … });
 */
export async function serveIngress(options: ServeIngressOptions): Promise<ServedIngress> {
  const { receivers: definitions, sources, documents = new NoDocuments(), mount = alone, ...rest } = options;
  const { clock = new SystemClock(), ...bounds } = rest;
  const receivers = new ReceiverRegistry();
  for (const definition of definitions) receivers.add(definition);
  const [log, replies, observer, rejections] = [
    new MemoryEventLog(clock),
    new ScriptedReplyDesk(),
    new NotingObserver(),
    new NotingRejectionLog(),
  ];
  const directory = new FixedSourceDirectory(sources);
  const randomness = new SystemRandomness();
  const handedOver: string[] = [];
  const keepSecret = (_source: Source, secret: string): Promise<boolean> => {
    handedOver.push(secret);
    return Promise.resolve(true);
  };
  const doors = { receivers, sources: directory, log, replies, rejections, documents, keepSecret };
  const parts = { ...doors, observer, clock, randomness };
  const ingress = new Ingress(parts, bounds);

  const server = createServer(mount(ingress)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ingress,
    log,
    replies,
    observer,
    refusals: rejections.refusals,
    handedOver,
    origin: `http://127.0.0.1:${String(port)}`,
    port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function alone(ingress: Ingress): RequestListener {
  return (message, response) => {
    if (ingress.matches(message.url ?? '')) void ingress.handle(message, response);
    else response.writeHead(404).end('not the ingress');
  };
}
