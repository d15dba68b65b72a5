import type { Observer } from '@kanca/core';
import type { Attempt } from '@kanca/dispatch';
import { namesOf } from './names-of.js';

/** What a handler that heeds its signal may need to clear up. */
const GRACE_MS = 100;

/**
 * Tells operators of handlers whose code runs on after their attempt was given up: beside the next attempt, or the next event of their
 * key, which nobody can prevent from outside. Each such attempt is told of once: when it ends, or when its time is over a second time.
 */
export class Overruns {
  private running = 0;

  constructor(private readonly observer: Observer) {}

  /** @returns to be called when the handler's code has ended */
  watch(attempt: Attempt): () => void {
    const { cancellation, consumer } = attempt;
    const started = performance.now();
    let overrun: Overrun | null = null;
    const giveUp = (): void => {
      const givenUpAt = performance.now();
      const afterMs = Math.round(givenUpAt - started);
      this.running++;
      const timer = setTimeout(() => {
        this.warn(attempt, afterMs, `still runs ${String(Math.round(performance.now() - givenUpAt))} ms later`);
        if (overrun !== null) overrun.isTold = true;
      }, consumer.timeoutMs);
      // No handler keeps a hub from ending.
      timer.unref();
      overrun = { givenUpAt, afterMs, timer, isTold: false };
    };
    cancellation.addEventListener('abort', giveUp);
    return () => {
      cancellation.removeEventListener('abort', giveUp);
      if (overrun !== null) this.end(attempt, overrun);
    };
  }

  private end(attempt: Attempt, { givenUpAt, afterMs, timer, isTold }: Overrun): void {
    clearTimeout(timer);
    const ranOnMs = Math.round(performance.now() - givenUpAt);
    if (!isTold && ranOnMs > GRACE_MS) this.warn(attempt, afterMs, `ran on for ${String(ranOnMs)} ms`);
    this.running--;
  }

  private warn(attempt: Attempt, afterMs: number, what: string): void {
    this.observer.noted(
      `Handler ${attempt.consumer.name} was given up after ${String(afterMs)} ms and ${what}: pass on its signal`,
      { ...namesOf(attempt), givenUpAndRunning: this.running },
      'warn',
    );
  }
}

interface Overrun {
  readonly givenUpAt: number;
  readonly afterMs: number;
  readonly timer: NodeJS.Timeout;
  isTold: boolean;
}
