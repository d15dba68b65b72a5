import type { ReplyTicket } from './arrival.js';
import type { HandlerReply } from './consumer-runner.js';

/** Runs `reply` handlers while the provider waits. */
export abstract class ReplyDesk {
  /**
   * Runs each ticket's handler now. The first reply wins. A handler that is not done within the budget is left to run;
   * one that fails is retried later from the log, without a provider to answer.
   * @param budgetMs how long the provider may be kept waiting
   */
  abstract answer(tickets: readonly ReplyTicket[], budgetMs: number): Promise<HandlerReply | null>;
}
