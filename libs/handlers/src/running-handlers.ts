import { AsyncLocalStorage } from 'node:async_hooks';
import type { Attempt } from '@kanca/dispatch';
import { Injectable } from '@nestjs/common';
import { namesOf } from './names-of.js';

/** Knows which handlers run, and of which attempt the code comes that runs now: also when that code was called later, by a timer. */
@Injectable()
export class RunningHandlers {
  private readonly storage = new AsyncLocalStorage<Attempt>();
  private readonly running = new Set<Attempt>();
  private ran = new Set<string>();

  /** Runs the handler of an attempt. */
  async run<T>(attempt: Attempt, handler: () => T): Promise<Awaited<T>> {
    this.running.add(attempt);
    this.ran.add(attempt.consumer.name);
    try {
      return await this.storage.run(attempt, handler);
    } finally {
      this.running.delete(attempt);
    }
  }

  /** Names of the attempt whose code runs now, for the log; null outside of handlers. */
  current(): Readonly<Record<string, unknown>> | null {
    const attempt = this.storage.getStore();
    return attempt === undefined ? null : namesOf(attempt);
  }

  /** Names of the handlers that have run in this process since the last call. */
  takeNames(): readonly string[] {
    const names = [...this.ran];
    this.ran = new Set([...this.running].map(({ consumer }) => consumer.name));
    return names;
  }
}
