import { Worker } from 'node:worker_threads';

/** Far beyond what any request takes. */
const PATIENCE_SECONDS = 30;

/**
 * Looks every second, from a thread of its own, whether work goes on. When the same seed is at work for too long, nothing in this thread
 * may ever run again: so it says which one it is, and ends the process.
 */
const WATCHING = `
  const { workerData } = require('node:worker_threads');
  const { writeSync } = require('node:fs');
  const state = new Float64Array(workerData.state);
  let last = [-1, -1];
  let seconds = 0;
  setInterval(() => {
    const now = [state[0], state[1]];
    seconds = now[1] === last[1] && now[0] >= 0 ? seconds + 1 : 0;
    last = now;
    if (seconds < ${String(PATIENCE_SECONDS)}) return;
    writeSync(2, 'One request takes for ever: FUZZ_SEED=' + now[0] + ' FUZZ_RUNS=1\\n');
    process.kill(process.pid, 'SIGKILL');
  }, 1_000);
`;

export class Watchdog {
  private readonly state = new Float64Array(new SharedArrayBuffer(16));
  private readonly worker: Worker;

  constructor() {
    this.state[0] = -1;
    this.worker = new Worker(WATCHING, { eval: true, workerData: { state: this.state.buffer } });
    this.worker.unref();
  }

  /** The next request begins. */
  begins(seed: number): void {
    this.state[0] = seed;
    this.state[1] = (this.state[1] ?? 0) + 1;
  }

  /** Nothing is at work. */
  rests(): void {
    this.state[0] = -1;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
