import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { SandboxAnswer } from './sandbox-protocol.js';

/** The sandbox stops itself much earlier; a pattern that backtracks for ever does not let it. */
const HARD_LIMIT_MS = 1_000;
const START_LIMIT_MS = 15_000;
/** Inputs wait in memory. */
const MAX_WAITING = 1_000;

interface Waiting {
  readonly code: string;
  readonly input: string;
  readonly answer: (answer: SandboxAnswer) => void;
}

/** The thread that runs transformations, one after the other. It starts with the first, and anew when one had to be killed. */
@Injectable()
export class SandboxThread implements OnApplicationShutdown {
  private worker: Worker | null = null;
  private current: (Waiting & { readonly id: number; readonly timer: NodeJS.Timeout }) | null = null;
  private readonly waiting: Waiting[] = [];
  private lastId = 0;
  private isWarm = false;
  private isClosed = false;

  /** Never rejects: whatever goes wrong is an answer. */
  run(code: string, input: string): Promise<SandboxAnswer> {
    if (this.isClosed) return Promise.resolve(failure('the hub is shutting down'));
    if (this.waiting.length >= MAX_WAITING)
      return Promise.resolve(failure(`${String(MAX_WAITING)} others wait for the sandbox already`));
    return new Promise((answer) => {
      this.waiting.push({ code, input, answer });
      this.next();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    for (const { answer } of this.waiting.splice(0)) answer(failure('the hub is shutting down'));
    this.finish(failure('the hub is shutting down'));
    await this.worker?.terminate();
  }

  private next(): void {
    if (this.current !== null) return;
    const task = this.waiting.shift();
    if (task === undefined) return;
    const worker = (this.worker ??= this.start());
    const id = ++this.lastId;
    const timer = setTimeout(
      () => {
        this.replace(
          failure('it could not be stopped, and was killed: is there a pattern that backtracks without end?'),
        );
      },
      this.isWarm ? HARD_LIMIT_MS : START_LIMIT_MS,
    );
    this.current = { ...task, id, timer };
    worker.postMessage({ id, code: task.code, input: task.input });
  }

  private start(): Worker {
    // By its name in the package: this file may be running as it was written, and a thread only runs what was built.
    const path = createRequire(import.meta.url).resolve('@kanca/sender/sandbox-worker');
    const worker = new Worker(pathToFileURL(path), {
      resourceLimits: { maxOldGenerationSizeMb: 64 },
      stdin: false,
      env: {},
    });
    worker.unref();
    worker.on('message', (answer: SandboxAnswer) => {
      this.isWarm = true;
      if (answer.id === this.current?.id) this.finish(answer);
    });
    worker.on('error', (error) => {
      if (this.worker === worker) this.replace(failure(`the sandbox broke: ${error.message}`));
    });
    worker.on('exit', () => {
      if (this.worker === worker) this.replace(failure('the sandbox ended'));
    });
    return worker;
  }

  private replace(answer: SandboxAnswer): void {
    const broken = this.worker;
    this.worker = null;
    this.isWarm = false;
    void broken?.terminate();
    this.finish(answer);
  }

  private finish(answer: SandboxAnswer): void {
    const { current } = this;
    if (current === null) return;
    clearTimeout(current.timer);
    this.current = null;
    current.answer(answer);
    if (!this.isClosed) this.next();
  }
}

function failure(message: string): SandboxAnswer {
  return { id: 0, kind: 'error', message, line: null };
}
