import { Observer, toId } from '@kanca/core';
import { eventWithData, ConsumerRunner, type Attempt, type AttemptResult, type HandlerReply } from '@kanca/dispatch';
import { Injectable } from '@nestjs/common';
import type { HandlerLogger } from './handler-context.js';
import type { Handler } from './handler.js';
import { RetryAfter, SkipRetry } from './retry-errors.js';

/** Runs handlers: a return is a success, a throw is a failure, and some throws steer. */
@Injectable()
export class HandlerRunner extends ConsumerRunner {
  readonly kind = 'handler';
  private handlers: ReadonlyMap<string, Handler> = new Map();
  private ids: readonly string[] = [];

  constructor(private readonly observer: Observer) {
    super();
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
    try {
      const returned: unknown = await handler.invoke(eventWithData(attempt.event, attempt.event.dataBytes), {
        attempt: attempt.number,
        signal: attempt.cancellation.signal,
        logger: this.loggerFor(attempt),
      });
      return { outcome: { kind: 'succeeded' }, reply: attempt.canReply ? replyFrom(returned) : undefined };
    } catch (error) {
      return failureOf(error);
    }
  }

  private loggerFor(attempt: Attempt): HandlerLogger {
    const bound = {
      handler: attempt.consumer.name,
      eventId: attempt.event.id,
      eventType: attempt.event.type,
      deliveryId: toId('dlv', attempt.deliveryId),
      attempt: attempt.number,
    };
    const at =
      (level: 'debug' | 'info' | 'warn' | 'error') =>
      (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
        this.observer.noted(message, { ...fields, ...bound }, level);
      };
    return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  }
}

function failureOf(error: unknown): AttemptResult {
  const message = error instanceof Error ? error.message : String(error);
  const detail = error instanceof Error && error.stack !== undefined ? { stack: error.stack.slice(0, 8_000) } : {};
  if (error instanceof RetryAfter)
    return { outcome: { kind: 'retry_after', afterMs: error.ms }, error: message, detail };
  if (error instanceof SkipRetry) return { outcome: { kind: 'rejected' }, error: message, detail };
  return { outcome: { kind: 'failed' }, error: message, detail };
}

/** Anything but a reply is not one: most handlers return nothing, or whatever their last call returned. */
function replyFrom(returned: unknown): HandlerReply | undefined {
  if (typeof returned !== 'object' || returned === null) return undefined;
  return 'status' in returned || 'body' in returned ? (returned as HandlerReply) : undefined;
}
