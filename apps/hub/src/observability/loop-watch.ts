import type { RunningHandlers } from '@kanca/handlers';
import type { Logger } from 'pino';

const EVERY_MS = 500;
/** Providers begin to feel it. */
const TOLD_FROM_MS = 1_000;

/** Says when the process did nothing else for a second or more, and which handlers ran then: one of them most likely computes, or calls something synchronous. */
export class LoopWatch {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly handlers: RunningHandlers,
    private readonly log: Logger,
  ) {}

  start(): void {
    let last = performance.now();
    this.timer = setInterval(() => {
      const now = performance.now();
      const stoodStillMs = Math.round(now - last - EVERY_MS);
      last = now;
      const handlers = this.handlers.takeNames();
      if (stoodStillMs >= TOLD_FROM_MS)
        this.log.warn(
          { stoodStillMs, handlers },
          'the process stood still: no request, delivery or health check was served. If a handler computes for long, let it run in a worker thread',
        );
    }, EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
