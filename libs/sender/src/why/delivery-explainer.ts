import type { ReadableEvent } from '@kanca/core';
import { DeliveryQueries, EventQueries, type AttemptView, type DeliverySummary } from '@kanca/dispatch/operator';
import { Injectable } from '@nestjs/common';
import type { Subscription } from '../model/subscription.js';
import { Subscriptions } from '../subscriptions/subscriptions.js';
import { explainDelivery, stateReason } from './explain-delivery.js';
import { explainFilters } from './explain-filters.js';
import { explainWhere, type ConditionVerdict } from './explain-where.js';

export type WhyCheckName = 'tenant' | 'filters' | 'where' | 'age' | 'state' | 'health' | 'transformation';

/** One thing that decides whether, and when, an event goes to a subscription. */
export interface WhyCheck {
  readonly name: WhyCheckName;
  readonly passed: boolean;
  readonly reason: string;
  /** The pattern that decided. For `filters`. */
  readonly pattern?: string | null;
  /** Each condition with the value that was found. For `where`. */
  readonly conditions?: readonly ConditionVerdict[];
}

/** Why a subscription hears of an event, or not. */
export interface WhyAnswer {
  readonly subscription: string;
  readonly event: { readonly id: string | null; readonly type: string };
  /** Whether the event is one of those that the subscription asks for, as it is now. */
  readonly matched: boolean;
  /** The reason, in plain words. */
  readonly because: string;
  readonly checks: readonly WhyCheck[];
  /** Its last delivery, with the attempts so far; null when there is none. */
  readonly delivery: (DeliverySummary & { readonly attempts: readonly AttemptView[] }) | null;
}

/** An event that nobody has published yet. */
export type HypotheticalEvent = Pick<ReadableEvent, 'type' | 'data'> & {
  readonly tenant?: string | undefined;
  readonly subject?: string | undefined;
  readonly source?: string | undefined;
};

/** What decides whether an event matches; the others decide when it goes out. */
const MATCHING: readonly WhyCheckName[] = ['tenant', 'filters', 'where'];

/** Explains, for any event and subscription, what becomes of the two. */
@Injectable()
export class DeliveryExplainer {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly events: EventQueries,
    private readonly deliveries: DeliveryQueries,
  ) {}

  /** @param tenant `*`: every tenant @throws KancaError `not_found` for either of them */
  async ofEvent(tenant: string, subscriptionId: string, eventId: string): Promise<WhyAnswer> {
    const subscription = await this.subscriptions.get(tenant, subscriptionId);
    const event = await this.events.get(eventId, tenant);
    const [found] = (await this.deliveries.list({ tenant, event: eventId, consumer: subscriptionId, limit: 1 })).data;
    const delivery = found === undefined ? null : await this.deliveries.get(found.id, tenant);
    const checks = [
      ...matchChecks(subscription, event),
      ageCheck(subscription, { ...event, hasDelivery: delivery !== null }),
      ...gateChecks(subscription),
    ];
    return answer(subscription, { id: event.id, type: event.type }, checks, delivery);
  }

  /** What would become of an event that is not there. @throws KancaError `not_found` */
  async ofHypothetical(tenant: string, subscriptionId: string, event: HypotheticalEvent): Promise<WhyAnswer> {
    const subscription = await this.subscriptions.get(tenant, subscriptionId);
    const owner = event.tenant ?? subscription.tenant;
    const readable: ReadableEvent = {
      tenant: owner,
      provider: null,
      source: event.source ?? `/published/${encodeURIComponent(owner)}`,
      type: event.type,
      subject: event.subject ?? null,
      datacontenttype: 'application/json',
      data: event.data,
    };
    const checks = [...matchChecks(subscription, readable), ...gateChecks(subscription)];
    return answer(subscription, { id: null, type: event.type }, checks, null);
  }
}

function matchChecks(subscription: Subscription, event: ReadableEvent): readonly WhyCheck[] {
  const isOwn = subscription.tenant === event.tenant;
  const tenant: WhyCheck = {
    name: 'tenant',
    passed: isOwn,
    reason: isOwn
      ? `Both belong to the tenant ${event.tenant}.`
      : `The event belongs to the tenant ${event.tenant}, the subscription to ${subscription.tenant}.`,
  };
  const filters: WhyCheck = { name: 'filters', ...explainFilters(subscription.filters, event.type) };
  if (subscription.where === null) return [tenant, filters];
  const conditions = explainWhere(subscription.where, event);
  const failed = conditions.find(({ passed }) => !passed);
  const where: WhyCheck = {
    name: 'where',
    passed: failed === undefined,
    reason:
      failed === undefined
        ? 'Every condition of its where holds.'
        : `Its where asks for ${failed.condition}${failed.found === null ? ', which does not hold' : `, and the event has ${failed.found} there`}.`,
    conditions,
  };
  return [tenant, filters, where];
}

function ageCheck(
  { id, createdAt }: Subscription,
  event: { readonly id: string; readonly receivedAt: Date; readonly hasDelivery: boolean },
): WhyCheck {
  const passed = event.hasDelivery || createdAt <= event.receivedAt;
  return {
    name: 'age',
    passed,
    reason: passed
      ? 'The subscription was there when the event came.'
      : `The subscription was made at ${createdAt.toISOString()}, after the event came (${event.receivedAt.toISOString()}). ${replayOf(event.id, id)}`,
  };
}

/** Named with its consumer: without, everybody who hears of the event would get it again. */
function replayOf(event: string, subscription: string): string {
  return `To deliver it all the same: kanca replay ${event} --consumer ${subscription}, or POST /api/v1/events/${event}/replay {"consumer": "${subscription}"}.`;
}

function gateChecks(subscription: Subscription): readonly WhyCheck[] {
  const held = stateReason(subscription);
  const { circuit, nextProbeAt } = subscription.health;
  const open = circuit !== 'closed';
  return [
    { name: 'state', passed: held === null, reason: held ?? 'The subscription is enabled.' },
    {
      name: 'health',
      passed: !open,
      reason: open
        ? `The endpoint has failed too often and is left alone${nextProbeAt === null ? '' : ` until ${nextProbeAt.toISOString()}`}.`
        : 'The endpoint may be called.',
    },
    {
      name: 'transformation',
      // It keeps nothing from being tried.
      passed: true,
      reason:
        subscription.transformation === null
          ? 'It has no transformation.'
          : 'Its transformation runs with each attempt: whether it rewrites or cancels the delivery is not known before.',
    },
  ];
}

function answer(
  subscription: Subscription,
  event: WhyAnswer['event'],
  checks: readonly WhyCheck[],
  delivery: WhyAnswer['delivery'],
): WhyAnswer {
  const matched = checks.every(({ name, passed }) => passed || !MATCHING.includes(name));
  const because = becauseOf(subscription, event, checks, delivery, matched);
  return { subscription: subscription.id, event, matched, because, checks, delivery };
}

function becauseOf(
  subscription: Subscription,
  event: WhyAnswer['event'],
  checks: readonly WhyCheck[],
  delivery: WhyAnswer['delivery'],
  matched: boolean,
): string {
  const failed = checks.find(({ passed }) => !passed);
  if (delivery !== null) {
    const said = explainDelivery(delivery, delivery.attempts, subscription);
    return matched || failed === undefined ? said : `${said} As it is now, it would not hear of it: ${failed.reason}`;
  }
  if (failed !== undefined) return failed.reason;
  if (event.id === null) {
    const unless = subscription.transformation === null ? '' : ', unless its transformation cancels it';
    return subscription.delivery === 'pull'
      ? `It would wait to be fetched${unless}.`
      : `It would be delivered at once${unless}.`;
  }
  return (
    'It matches now and has no delivery: the filters were changed after the event came, or the delivery is older than the retention. ' +
    replayOf(event.id, subscription.id)
  );
}
