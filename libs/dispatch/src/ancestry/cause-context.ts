import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { causeFrom, type Cause, type CausingEvent } from './cause.js';

/**
 * Knows which event is being handled, so that events that are published meanwhile name it as their cause. It follows promises and timers,
 * and belongs to one application: two hubs in one process know nothing of each other.
 * @example await causes.run(event, () => handler.invoke(event, context));
 */
@Injectable()
export class CauseContext {
  private readonly storage = new AsyncLocalStorage<Cause>();

  /** Does the work as a consequence of the event. Inside of another `run` the inner one counts. */
  run<T>(event: CausingEvent, work: () => T): T {
    return this.storage.run(causeFrom(event), work);
  }

  /** The event that is being handled here; undefined outside of a handler. */
  current(): Cause | undefined {
    return this.storage.getStore();
  }
}
