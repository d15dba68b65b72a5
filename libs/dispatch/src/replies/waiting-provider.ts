import type { HandlerReply } from '../ports/consumer-runner.js';

/** A provider whose request is open until it is answered, or until its time is over. */
export class WaitingProvider {
  /** What it is told; null when nobody told it anything in time. */
  readonly answer: Promise<HandlerReply | null>;
  private resolve: ((reply: HandlerReply | null) => void) | null = null;
  private readonly timer: NodeJS.Timeout;

  constructor(budgetMs: number) {
    this.answer = new Promise((resolve) => {
      this.resolve = resolve;
    });
    this.timer = setTimeout(() => this.tell(null), budgetMs);
  }

  get isWaiting(): boolean {
    return this.resolve !== null;
  }

  /** @returns whether it was still waiting: the first word is the only one it hears */
  tell(reply: HandlerReply | null): boolean {
    if (this.resolve === null) return false;
    clearTimeout(this.timer);
    this.resolve(reply);
    this.resolve = null;
    return true;
  }
}
