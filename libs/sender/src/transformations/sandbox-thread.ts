import type { CancelSignal } from '@kanca/core';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { FairQueue, type QueueKey } from './fair-queue.js';
import { KilledCode } from './killed-code.js';
import { KillWatch } from './kill-watch.js';
import type { SandboxAnswer } from './sandbox-protocol.js';
import { SandboxWorker } from './worker-handle.js';

/** Of CPU time. The sandbox stops itself much earlier; what takes long within one instruction, such as a search, does not let it. */
const HARD_LIMIT_MS = 1_000;
/** By the clock on the wall, on a machine however busy. */
const WALL_LIMIT_MS = 10_000;
/** None of it is anybody's code. */
const START_LIMIT_MS = 15_000;
/** Also for those whose caller does not say when it is tired of waiting. */
const MAX_WAIT_MS = 15_000;
/** Inputs wait in memory. A batch has a hundred events at most, and the next may be written meanwhile. */
const PLACES = { inAll: 1_000, perQueue: 200 };

export interface SandboxRun {
  readonly code: string;
  /** As a task has it: null only looks at the code. */
  readonly input: string | null;
  readonly queueKey: QueueKey;
  /** Whoever waits for the answer may stop doing so. */
  readonly cancellation?: CancelSignal | undefined;
}

interface Waiting {
  readonly queueKey: QueueKey;
  readonly code: string;
  readonly input: string | null;
  readonly answer: (answer: SandboxAnswer) => void;
}

interface Running {
  readonly task: Waiting;
  readonly id: number;
  readonly startedAt: number;
  readonly watch: KillWatch;
}

/**
 * The thread that runs transformations, one after the other, in turns. It starts with the first, and anew when one had to be killed; nothing is
 * given to it before it has started, so that no code has more than its second. Since the first time that one had to be killed, another
 * stands ready: to start one takes seconds on a busy machine, which others would wait for.
 */
@Injectable()
export class SandboxThread implements OnApplicationShutdown {
  private worker: SandboxWorker | null = null;
  private spare: SandboxWorker | null = null;
  private needsSpare = false;
  private starting: NodeJS.Timeout | null = null;
  private running: Running | null = null;
  private readonly queue = new FairQueue<Waiting>(PLACES);
  private readonly killed = new KilledCode();
  private lastId = 0;
  private isClosed = false;

  /** Never rejects: a failure is an answer, too. */
  run({ code, input, queueKey, cancellation }: SandboxRun): Promise<SandboxAnswer> {
    if (this.isClosed) return Promise.resolve(failure(CLOSING));
    if (cancellation?.aborted === true) return Promise.resolve(failure(ABANDONED));
    const restsMs = this.killed.restsMs(keyOf(queueKey));
    if (restsMs > 0) return Promise.resolve(failure(resting(restsMs)));
    return new Promise((resolve) => {
      const leave = (why: string): void => {
        this.queue.remove(task);
        task.answer(failure(why));
      };
      const abandon = (): void => {
        leave(ABANDONED);
      };
      const timer = setTimeout(() => {
        if (this.running?.task !== task) leave(`it waited for the sandbox for ${String(MAX_WAIT_MS / 1_000)} seconds`);
      }, MAX_WAIT_MS);
      timer.unref();
      const task: Waiting = {
        queueKey,
        code,
        input,
        answer: (answer) => {
          clearTimeout(timer);
          cancellation?.removeEventListener('abort', abandon);
          resolve(answer);
        },
      };
      cancellation?.addEventListener('abort', abandon, { once: true });
      this.queue.push(task)?.answer(failure(FULL));
      this.next();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    const { worker, spare } = this;
    this.fail(CLOSING);
    await Promise.all([worker?.stop(), spare?.stop()]);
  }

  private next(): void {
    if (this.running !== null || this.isClosed || this.queue.isEmpty) return;
    const worker = (this.worker ??= this.takeOver());
    if (this.starting !== null) return;
    let task = this.queue.next();
    // Some came before the code of their queue had to be killed.
    for (; task !== null && this.killed.restsMs(keyOf(task.queueKey)) > 0; task = this.queue.next())
      task.answer(failure(resting(this.killed.restsMs(keyOf(task.queueKey)))));
    if (task === null) return;
    const id = ++this.lastId;
    const watch = new KillWatch({
      cpuLimitMs: HARD_LIMIT_MS,
      wallLimitMs: WALL_LIMIT_MS,
      cpuMs: () => worker.cpuMs(),
      onSpent: () => {
        this.kill();
      },
    });
    this.running = { task, id, startedAt: performance.now(), watch };
    worker.post({ id, code: task.code, input: task.input });
  }

  /** The one that stands ready, or a new one. */
  private takeOver(): SandboxWorker {
    const worker = this.spare ?? this.launch();
    this.spare = this.needsSpare ? this.launch() : null;
    if (worker.isReady) return worker;
    this.starting = setTimeout(() => {
      void worker.stop();
      this.fail('the sandbox did not start');
    }, START_LIMIT_MS);
    this.starting.unref();
    return worker;
  }

  private launch(): SandboxWorker {
    const worker = new SandboxWorker({
      ready: () => {
        if (worker !== this.worker) return;
        this.started();
        this.next();
      },
      answered: (answer) => {
        if (answer.id === this.running?.id) this.finish(answer);
      },
      broken: (why) => {
        if (worker === this.spare) this.spare = null;
        if (worker !== this.worker) return;
        this.worker = null;
        this.needsSpare = true;
        // What cannot start would not start for the next one either.
        if (this.starting !== null) this.fail(why);
        this.endedBy(why);
      },
    });
    return worker;
  }

  private started(): void {
    if (this.starting !== null) clearTimeout(this.starting);
    this.starting = null;
  }

  /** Nobody who waits gets to the sandbox. The next one that comes starts another. */
  private fail(why: string): void {
    this.started();
    this.worker = null;
    const waiting = this.queue.empty();
    for (const { answer } of waiting) answer(failure(why));
    this.finish(failure(why));
  }

  private kill(): void {
    void this.worker?.stop();
    this.worker = null;
    this.needsSpare = true;
    this.endedBy(KILLED, true);
  }

  /** The code that was running has cost a thread. */
  private endedBy(why: string, isOfCode = false): void {
    if (this.running !== null) this.killed.note(keyOf(this.running.task.queueKey));
    this.finish(failure(why, isOfCode));
  }

  private finish(answer: SandboxAnswer): void {
    const { running } = this;
    if (running === null) return;
    running.watch.stop();
    this.running = null;
    this.queue.charge(running.task.queueKey, performance.now() - running.startedAt);
    running.task.answer(answer);
    this.next();
  }
}

const CLOSING = 'the hub is shutting down';
const ABANDONED = 'nobody waits for it any more';
const FULL = 'too many wait for the sandbox already: lower the concurrency of the subscription';
const KILLED = 'it could not be stopped, and was killed: is there a pattern that backtracks, or a search, without end?';

function resting(ms: number): string {
  return `its code had to be killed, and rests for another ${String(Math.ceil(ms / 1_000))} seconds`;
}

function keyOf({ tenant, name }: QueueKey): string {
  return `${tenant}/${name}`;
}

function failure(message: string, isOfCode = false): SandboxAnswer {
  return { id: 0, kind: 'error', message, line: null, isOfCode };
}
