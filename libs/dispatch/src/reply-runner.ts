import { Injectable } from '@nestjs/common';
import { AttemptRunner } from './attempt-runner.js';
import { eventHeadOf } from './event-head.js';
import type { ReplyTicket } from './ports/arrival.js';
import type { HandlerReply } from './ports/consumer-runner.js';
import { ReplyDesk } from './ports/reply-desk.js';

/** Runs `reply` handlers at once, as first attempts that were claimed at birth. */
@Injectable()
export class ReplyRunner extends ReplyDesk {
  constructor(private readonly attempts: AttemptRunner) {
    super();
  }

  async answer(tickets: readonly ReplyTicket[], budgetMs: number): Promise<HandlerReply | null> {
    if (tickets.length === 0) return null;
    let timer: NodeJS.Timeout | undefined;
    const outOfTime = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, budgetMs, null);
    });
    try {
      return await Promise.race([this.firstReply(tickets), outOfTime]);
    } finally {
      clearTimeout(timer);
    }
  }

  private firstReply(tickets: readonly ReplyTicket[]): Promise<HandlerReply | null> {
    return new Promise((resolve) => {
      let silent = 0;
      for (const ticket of tickets) {
        let spoke = false;
        void this.attempts.run(claimedFrom(ticket), (reply) => {
          if (spoke) return;
          spoke = true;
          if (reply !== null) resolve(reply);
          else if (++silent === tickets.length) resolve(null);
        });
      }
    });
  }
}

function claimedFrom(ticket: ReplyTicket): Parameters<AttemptRunner['run']>[0] {
  const { event, arrival } = ticket;
  const data = event.data === 'raw' ? (arrival.raw?.body ?? Buffer.alloc(0)) : event.data;
  return {
    tenant: arrival.tenant,
    deliveryId: ticket.deliveryId,
    consumerId: ticket.consumerId,
    claimId: ticket.claimId,
    attempt: 1,
    attemptsAllowed: null,
    waitedMs: 0,
    event: eventHeadOf(ticket.eventUuid, event, arrival, ticket.receivedAt),
    data,
    dataSize: data.length,
    dataId: '',
  };
}
