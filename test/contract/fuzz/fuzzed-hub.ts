import { FixedClock } from '@kanca/core';
import { catalogue } from '@kanca/receivers';
import { RemoteDocuments } from '@kanca/receivers/kit';
import { serveIngress, type ServedIngress } from '@kanca/testing';
import { SocketlessServer } from './socketless-server.js';
import { PUBLIC_URL, type Subject } from './subjects.js';
import type { Arrival } from '@kanca/dispatch';
import type { Wire } from './wire.js';

/** Small, so that what is too large is quickly made. */
const MAX_BODY_BYTES = 262_144;
const BODY_TIMEOUT_MS = 2_000;

/** What a request led to. */
export interface Observed {
  /** Null when the hub hung up without an answer, as it may on a client that did so first. */
  readonly status: number | null;
  readonly contentType: string;
  readonly body: string;
  /** What the event log was given. */
  readonly stored: readonly Arrival[];
  /** What went wrong inside. */
  readonly faults: readonly string[];
  /** What the operator gets to read about a refusal. */
  readonly explanations: readonly string[];
  readonly elapsedMs: number;
}

/** Publishes nonsense at every address, as a provider may that is broken or was taken over. */
class Nonsense extends RemoteDocuments {
  read(url: string): Promise<Buffer> {
    return Promise.resolve(Buffer.from(url.length % 2 === 0 ? '{"keys":[{"kty":"RSA","kid":null}]}' : '-----BEGIN'));
  }
}

/** A hub with a source for each subject, whose clock goes by the request. */
export class FuzzedHub {
  private constructor(
    private readonly served: ServedIngress,
    private readonly server: SocketlessServer,
    private readonly clock: FixedClock,
    private readonly thrown: string[],
  ) {}

  static async serving(subjects: readonly Subject[]): Promise<FuzzedHub> {
    const clock = new FixedClock(0);
    const thrown: string[] = [];
    const served = await serveIngress({
      receivers: catalogue.map(({ receiver }) => receiver),
      sources: subjects.map(({ source }) => source),
      publicUrl: PUBLIC_URL,
      documents: new Nonsense(),
      maxBodyBytes: MAX_BODY_BYTES,
      bodyTimeoutMs: BODY_TIMEOUT_MS,
      clock,
    });
    const server = new SocketlessServer((message, response) => {
      if (served.ingress.matches(message.url ?? ''))
        served.ingress.handle(message, response).catch((error: unknown) => thrown.push(String(error)));
      else response.writeHead(404).end();
    });
    return new FuzzedHub(served, server, clock, thrown);
  }

  /** @param isExplained whether the operator asks why, if it is refused: that takes longer than the refusal */
  async send(wire: Wire, nowMs: number, isExplained = false): Promise<Observed> {
    const { log, observer, refusals } = this.served;
    const before = { arrivals: log.arrivals.length, faults: observer.faults.length, refusals: refusals.length };
    this.clock.set(nowMs);
    const began = performance.now();
    const answer = await this.server.answerTo(wire);
    const elapsedMs = performance.now() - began;
    const [head = '', body = ''] = answer.split('\r\n\r\n', 2);
    const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
    const faults = observer.faults.slice(before.faults).map(({ what, error }) => `${what}: ${String(error)}`);
    const explanations: string[] = [];
    for (const { error, explain } of refusals.slice(before.refusals)) {
      explanations.push(error.message);
      if (!isExplained) continue;
      try {
        explanations.push(explain?.(() => true) ?? '');
      } catch (fault) {
        faults.push(`explaining a refusal: ${fault instanceof Error ? (fault.stack ?? '') : String(fault)}`);
      }
    }
    return {
      status: status === undefined ? null : Number(status),
      contentType: /^content-type: (.*)$/im.exec(head)?.[1] ?? '',
      body,
      stored: log.arrivals.slice(before.arrivals),
      faults: [...faults, ...this.thrown.splice(0)],
      explanations,
      elapsedMs,
    };
  }

  close(): Promise<void> {
    return this.served.close();
  }
}
