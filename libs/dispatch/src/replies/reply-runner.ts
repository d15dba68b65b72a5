import { Clock, Observer } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { AttemptRunner } from '../worker/attempt-runner.js';
import { attemptedOf, RunningAttempt } from '../worker/running-attempt.js';
import { eventHeadOf } from '../ports/event-head.js';
import type { ReplyTicket } from '../ports/arrival.js';
import { ConsumerCatalogue } from '../ports/consumer-catalogue.js';
import type { HandlerReply } from '../ports/consumer-runner.js';
import { DeliveryQueue, type ClaimedDelivery } from '../ports/delivery-queue.js';
import { ReplyDesk } from '../ports/reply-desk.js';
import { WaitingProvider } from './waiting-provider.js';

/** Handlers of one order, which run side by side. */
type Group = readonly Candidate[];

interface Candidate {
  readonly delivery: ClaimedDelivery;
  readonly name: string;
  readonly order: number;
}

/**
 * Runs `reply` handlers at once, as first attempts that were claimed at birth: for each event those of the lowest order, then the
 * next, until one has answered. A process that dies in between loses nothing: the claims on its unfinished deliveries expire.
 */
@Injectable()
export class ReplyRunner extends ReplyDesk {
  constructor(
    private readonly attempts: AttemptRunner,
    private readonly catalogue: ConsumerCatalogue,
    private readonly queue: DeliveryQueue,
    private readonly clock: Clock,
    private readonly observer: Observer,
  ) {
    super();
  }

  async answer(tickets: readonly ReplyTicket[], budgetMs: number): Promise<HandlerReply | null> {
    if (tickets.length === 0) return null;
    const provider = new WaitingProvider(budgetMs);
    const chains = chainsOf(tickets).map((chain) => this.runChain(chain, provider));
    void Promise.all(chains).then(() => {
      provider.tell(null);
    });
    return provider.answer;
  }

  /** Never rejects. Goes on when the provider waits no longer: then nobody can answer, and everybody is called. */
  private async runChain(tickets: readonly ReplyTicket[], provider: WaitingProvider): Promise<void> {
    const deliveries = tickets.map(claimedFrom);
    const groups = await this.inOrder(deliveries).catch((error: unknown) => {
      this.observer.faulted('calling reply handlers; they are called when their claims have expired', error);
      for (const delivery of deliveries) this.queue.abandon(delivery);
      return [];
    });
    for (const [index, group] of groups.entries()) {
      const answeredBy = await this.runGroup(group, provider);
      if (answeredBy === null) continue;
      await Promise.all(groups.slice(index + 1).flatMap((later) => later.map((one) => this.cancel(one, answeredBy))));
      return;
    }
  }

  /** @returns the name of the handler whose reply the provider gets, as soon as there is one; null when all have kept silent */
  private runGroup(group: Group, provider: WaitingProvider): Promise<string | null> {
    return new Promise((resolve) => {
      let silent = 0;
      for (const { delivery, name } of group) {
        let spoke = false;
        const hear = (reply: HandlerReply | null): void => {
          if (spoke) return;
          spoke = true;
          if (reply !== null && provider.tell(reply)) resolve(name);
          else if (++silent === group.length) resolve(null);
        };
        if (provider.isWaiting) void this.attempts.run(delivery, { onReply: hear });
        else
          void this.attempts.run(delivery).then(() => {
            hear(null);
          });
      }
    });
  }

  private async inOrder(deliveries: readonly ClaimedDelivery[]): Promise<readonly Group[]> {
    const candidates = await Promise.all(
      deliveries.map(async (delivery): Promise<Candidate> => {
        const consumer = await this.catalogue.get(delivery.consumerId);
        return { delivery, name: consumer?.name ?? '(removed)', order: consumer?.order ?? -Infinity };
      }),
    );
    const orders = [...new Set(candidates.map(({ order }) => order))].sort((a, b) => a - b);
    return orders.map((order) => candidates.filter((candidate) => candidate.order === order));
  }

  private async cancel({ delivery }: Candidate, answeredBy: string): Promise<void> {
    const notMade = new RunningAttempt(attemptedOf(delivery), null, this.clock.now());
    await this.queue
      .complete(notMade.cancelled(`Not called: ${answeredBy}, which comes before it, has answered the provider.`))
      .catch((error: unknown) => {
        this.observer.faulted('cancelling a reply handler that is not needed; it is called later', error);
      });
  }
}

/** A request may bring thousands of events, each with a chain of its own. */
function chainsOf(tickets: readonly ReplyTicket[]): readonly (readonly ReplyTicket[])[] {
  const chains = new Map<string, ReplyTicket[]>();
  for (const ticket of tickets) {
    const chain = chains.get(ticket.eventUuid);
    if (chain === undefined) chains.set(ticket.eventUuid, [ticket]);
    else chain.push(ticket);
  }
  return [...chains.values()];
}

function claimedFrom(ticket: ReplyTicket): ClaimedDelivery {
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
    expiresAt: null,
    event: eventHeadOf(ticket.eventUuid, event, arrival, ticket.receivedAt),
    data,
    dataSize: data.length,
    dataId: '',
  };
}
