import { KancaError, Observer, toId, type HandledEvent, type NoteLevel } from '@kanca/core';
import {
  CauseContext,
  ConsumerRunner,
  eventWithData,
  type Attempt,
  type AttemptResult,
  type HandlerReply,
} from '@kanca/dispatch';
import { Injectable } from '@nestjs/common';
import type { HandlerLogger } from './handler-context.js';
import type { Handler } from './handler.js';
import { LogExcerpt } from './log-excerpt.js';
import { namesOf } from './names-of.js';
import { Overruns } from './overruns.js';
import { retryWishOf } from './retry-errors.js';
import { RunningHandlers } from './running-handlers.js';
import { stackOf } from './stack-of.js';

/** Runs handlers: a return is a success, a throw is a failure, and some throws steer. */
@Injectable()
export class HandlerRunner extends ConsumerRunner {
  readonly kind = 'handler';
  private handlers: ReadonlyMap<string, Handler> = new Map();
  private ids: readonly string[] = [];
  private readonly excerpts = new WeakMap<Attempt, LogExcerpt>();
  private readonly overruns: Overruns;

  constructor(
    private readonly observer: Observer,
    private readonly causes: CauseContext,
    private readonly running: RunningHandlers,
  ) {
    super();
    this.overruns = new Overruns(observer);
  }

  serve(handlers: readonly Handler[]): void {
    this.handlers = new Map(handlers.map((handler) => [handler.id, handler]));
    this.ids = [...this.handlers.keys()];
  }

  runnable(): readonly string[] {
    return this.ids;
  }

  async run(attempt: Attempt): Promise<AttemptResult> {
    const handler = this.handlers.get(attempt.consumer.id);
    if (handler === undefined) throw new Error(`This process has no handler called ${attempt.consumer.name}.`);
    const excerpt = new LogExcerpt();
    this.excerpts.set(attempt, excerpt);
    const ended = this.overruns.watch(attempt);
    try {
      const event = handledEvent(attempt);
      const context = {
        attempt: attempt.number,
        // Made for those who ask for it: see Cancellation.
        get signal(): AbortSignal {
          return attempt.cancellation.signal;
        },
        logger: this.loggerFor(attempt, excerpt),
      };
      const returned: unknown = await this.running.run(attempt, () =>
        this.causes.run(event, () => handler.invoke(event, context)),
      );
      const reply = attempt.canReply ? replyFrom(returned) : undefined;
      return { outcome: { kind: 'succeeded' }, reply, detail: detailOf(excerpt.detail()) };
    } catch (error) {
      return failureOf(error, excerpt);
    } finally {
      ended();
    }
  }

  /** An attempt that ran out of time has logged something, too. */
  override soFar(attempt: Attempt): AttemptResult['detail'] {
    return detailOf(this.excerpts.get(attempt)?.detail() ?? {});
  }

  private loggerFor(attempt: Attempt, excerpt: LogExcerpt): HandlerLogger {
    const names = namesOf(attempt);
    const at =
      (level: NoteLevel) =>
      (message: string, fields?: Readonly<Record<string, unknown>>): void => {
        // Spread, because plain JavaScript may say null.
        excerpt.add(level, message, { ...fields });
        // In a field of their own: a handler may call one of its fields `level` or `attempt`.
        this.observer.noted(message, { ...names, ...(fields ? { fields: { ...fields } } : {}) }, level);
      };
    return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  }
}

function handledEvent({ event, consumer }: Attempt): HandledEvent {
  return Object.assign(eventWithData(event, event.dataBytes), {
    idempotencyKey: `${event.id}:${toId('hdl', consumer.id)}`,
  });
}

function failureOf(error: unknown, excerpt: LogExcerpt): AttemptResult {
  const message = error instanceof Error ? error.message : String(error);
  const stack = stackOf(error);
  return {
    outcome: outcomeOf(error),
    error: message,
    detail: detailOf({ ...(stack === undefined ? {} : { stack }), ...excerpt.detail() }),
  };
}

function outcomeOf(error: unknown): AttemptResult['outcome'] {
  const wish = retryWishOf(error);
  if (wish === 'skip') return { kind: 'rejected' };
  if (wish !== null) return { kind: 'retry_after', afterMs: wish.afterMs };
  // No retry can help, and each would repeat what the handler did before it published.
  return error instanceof KancaError && error.code === 'loop_detected' ? { kind: 'rejected' } : { kind: 'failed' };
}

function detailOf(detail: Readonly<Record<string, unknown>>): AttemptResult['detail'] {
  return Object.keys(detail).length === 0 ? undefined : detail;
}

/** Only a reply object is a reply: most handlers return nothing, or the result of their last call. */
function replyFrom(returned: unknown): HandlerReply | undefined {
  if (typeof returned !== 'object' || returned === null) return undefined;
  return 'status' in returned || 'body' in returned ? (returned as HandlerReply) : undefined;
}
