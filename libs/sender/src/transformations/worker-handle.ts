import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { threadCpuMs } from './thread-cpu.js';
import type { SandboxAnswer, SandboxMessage, SandboxTask } from './sandbox-protocol.js';

export interface WorkerEvents {
  readonly ready: () => void;
  readonly answered: (answer: SandboxAnswer) => void;
  /** It will say nothing any more. */
  readonly broken: (why: string) => void;
}

/** The worker thread itself. Of one that was stopped, nothing is heard any more. */
export class SandboxWorker {
  private isStopped = false;
  private isStarted = false;
  private thread: number | null = null;
  private readonly worker: Worker;

  constructor(events: WorkerEvents) {
    // By its name in the package: this file may be running as it was written, and a thread only runs what was built.
    const path = createRequire(import.meta.url).resolve('@kanca/sender/sandbox-worker');
    this.worker = new Worker(pathToFileURL(path), {
      resourceLimits: { maxOldGenerationSizeMb: 64 },
      stdin: false,
      env: {},
    });
    this.worker.unref();
    this.worker.on('message', (message: SandboxMessage) => {
      if (this.isStopped) return;
      if (message.kind === 'ready') {
        this.isStarted = true;
        this.thread = message.thread;
        events.ready();
      } else events.answered(message);
    });
    const broken = (why: string): void => {
      if (this.isStopped) return;
      this.isStopped = true;
      events.broken(why);
    };
    this.worker.on('error', (error) => {
      broken(`the sandbox broke: ${error.message}`);
    });
    this.worker.on('exit', () => {
      broken('the sandbox ended');
    });
  }

  get isReady(): boolean {
    return this.isStarted;
  }

  /** CPU time of the thread so far, in milliseconds; null when it is not known. */
  cpuMs(): number | null {
    return this.thread === null ? null : threadCpuMs(this.thread);
  }

  post(task: SandboxTask): void {
    this.worker.postMessage(task);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.worker.terminate();
  }
}
