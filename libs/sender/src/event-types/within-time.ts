import { createContext, Script, type Context } from 'node:vm';

/** The work took longer than it may. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/**
 * Runs work that does not wait for anything, and ends it when its time is up: what a schema costs to check cannot always be told by looking
 * at it. The script only calls back into this realm: it is here for its clock, not as a wall.
 * @example new WithinTime(500).run(() => check(data))
 */
export class WithinTime {
  private readonly context: Context = createContext(Object.create(null) as Context);
  private readonly script = new Script('work()');

  constructor(private readonly limitMs: number) {}

  /** @throws OutOfTime, or what the work throws */
  run<T>(work: () => T): T {
    const results: T[] = [];
    this.context['work'] = () => {
      results.push(work());
    };
    try {
      this.script.runInContext(this.context, { timeout: this.limitMs });
    } catch (error) {
      if (isTimeout(error)) throw new OutOfTime(`It took longer than ${String(this.limitMs)} ms.`, { cause: error });
      throw error;
    } finally {
      delete this.context['work'];
    }
    const [result] = results;
    if (results.length === 0) throw new Error('The work was not done, and nothing was thrown.');
    return result as T;
  }
}

function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
