import { setMaxListeners } from 'node:events';
import type { CancelSignal } from '@kanca/core';
import type { Dispatcher } from 'undici';
import { BoundedBody } from '../request/bounded-body.js';
import { EgressError } from '../request/egress-error.js';
import { egressErrorOf } from '../request/egress-error-of.js';
import type { EgressResponse } from '../request/egress-request.js';
import type { CarriedOptions } from '../connection/pinned-client.js';

export interface ExchangeOptions {
  /** Host and port, for the operator. */
  readonly where: string;
  readonly deadlineMs: number;
  readonly maxResponseBytes: number;
  readonly signal: CancelSignal | undefined;
  readonly carried: CarriedOptions;
  /** Sends the call once more; undefined for a call that must not be sent twice. */
  readonly repeat: ((carried: CarriedOptions, exchange: Exchange) => void) | undefined;
  readonly onAnswer: (response: EgressResponse) => void;
  /** Gets an EgressError, or the signal's reason. */
  readonly onFailure: (error: unknown) => void;
}

type Stage = 'connection' | 'answer' | 'body';

/** Answers with these statuses have no body, also when a header says so. */
const BODYLESS: ReadonlySet<number> = new Set([204, 304]);

const OVERDUE: Record<Stage, string> = {
  connection: 'There was no connection to the endpoint',
  answer: 'The endpoint did not answer',
  body: 'The endpoint did not finish its answer',
};

/**
 * One call from the moment it is asked for: counts its bytes, watches its one deadline, and settles exactly once.
 * undici's own timers run between chunks, so a body that drips would outlive them.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  private readonly startedAt = performance.now();
  private readonly timer: NodeJS.Timeout;
  private readonly body: BoundedBody;
  private carried: CarriedOptions;
  private stage: Stage = 'connection';
  private isSettled = false;
  private status = 0;
  private headers: Readonly<Record<string, string>> = {};
  private remoteAddress = '';

  constructor(private readonly options: ExchangeOptions) {
    this.carried = options.carried;
    this.body = new BoundedBody(options.maxResponseBytes);
    this.timer = setTimeout(this.expire, options.deadlineMs);
    if (options.signal === undefined) return;
    // One signal may end any number of calls; node would warn of a leak from the eleventh on.
    if (options.signal instanceof AbortSignal) setMaxListeners(0, options.signal);
    options.signal.addEventListener('abort', this.cancel, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.isSettled) {
      controller.abort(this.givenUp());
      return;
    }
    this.stage = 'answer';
    this.carried.carrier?.begin(this.carried);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    // 1xx is not the answer yet.
    if (status < 200) return;
    this.stage = 'body';
    this.status = status;
    this.headers = joined(headers);
    this.remoteAddress = this.carried.carrier?.remoteAddress ?? '';
    if (!BODYLESS.has(status) || !announcesBody(this.headers)) return;
    // Such an answer ends with its head (RFC 9112, section 6.3, rule 1). Bytes that follow are nobody's: the connection goes.
    this.answer(false);
    this.hangUp();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.isSettled || this.body.append(chunk)) return;
    this.answer(true);
    this.hangUp();
  }

  onResponseEnd(): void {
    this.answer(false);
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: unknown): void {
    const failure = egressErrorOf(error, this.options.where);
    if (this.repeats(failure)) return;
    this.fail(failure);
  }

  /**
   * A server may close a connection that was idle at the very moment at which the next request is sent on it. Nothing was
   * answered and nothing is known of the endpoint, so the call is sent once more on a fresh connection, within its deadline.
   */
  private repeats(failure: EgressError): boolean {
    const { repeat } = this.options;
    const isStale = this.stage === 'answer' && failure.kind === 'reset' && this.carried.isOnUsedConnection;
    if (repeat === undefined || !isStale || this.isSettled) return false;
    this.stage = 'connection';
    this.carried = this.carried.onFreshConnection();
    repeat(this.carried, this);
    return true;
  }

  private readonly expire = (): void => {
    const message = `${OVERDUE[this.stage]} within ${String(this.options.deadlineMs)} ms.`;
    this.fail(
      new EgressError('timeout', message, `${this.options.where}: overdue while waiting for the ${this.stage}`),
    );
    this.hangUp();
  };

  private readonly cancel = (): void => {
    this.fail(this.options.signal?.reason);
    this.hangUp();
  };

  private answer(truncated: boolean): void {
    if (!this.settle()) return;
    const { status, headers, remoteAddress } = this;
    const timings = { totalMs: performance.now() - this.startedAt };
    this.options.onAnswer({ status, headers, body: this.body.toBuffer(), truncated, timings, remoteAddress });
  }

  private fail(error: unknown): void {
    if (this.settle()) this.options.onFailure(error);
  }

  private settle(): boolean {
    if (this.isSettled) return false;
    this.isSettled = true;
    clearTimeout(this.timer);
    this.options.signal?.removeEventListener('abort', this.cancel);
    return true;
  }

  /** Whatever else the endpoint sends is not read. A call that still waits for a connection is not sent at all. */
  private hangUp(): void {
    const { carried } = this;
    if (this.stage !== 'connection') {
      carried.carrier?.hangUp(this.givenUp());
      return;
    }
    carried.isAbandoned = true;
    carried.carrier?.giveUpOpening();
  }

  private givenUp(): EgressError {
    return new EgressError('reset', 'The call was given up.', this.options.where);
  }
}

/** A header called `constructor` is as absent as any other until it is sent. A class: V8 keeps `Object.create(null)` in a form that is slow to read. */
class AnswerHeaders {
  [name: string]: string;
}
Object.setPrototypeOf(AnswerHeaders.prototype, null);
Reflect.deleteProperty(AnswerHeaders.prototype, 'constructor');

function announcesBody(headers: Readonly<Record<string, string>>): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers;
  return encoding !== undefined || (length !== undefined && Number(length) !== 0);
}

function joined(headers: Record<string, string | string[] | undefined>): Readonly<Record<string, string>> {
  const record = new AnswerHeaders();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) record[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return record;
}
