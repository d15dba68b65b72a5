import { KancaError, toId, uuidOf, type WebhookEvent } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { BodyEntity } from '../postgres/entities/body.entity.js';
import { EventEntity } from '../postgres/entities/event.entity.js';
import { eventWithData, exactDataOf } from '../ports/event-head.js';
import type { EventSelection } from './event-selection.js';
import { filterByType } from './filter-by-type.js';
import { pageOf, uuidAfter, type Page, type PageRequest } from './page.js';

/** Which events of a tenant are asked for. `state` is that of one of its deliveries. */
export interface EventQuery extends PageRequest, EventSelection {
  /** `*`: every tenant. */
  readonly tenant: string;
  /** State that one of the event's deliveries is in. */
  readonly state?: string | undefined;
}

/** One event as a list shows it, without its data. */
export interface EventSummary {
  readonly id: string;
  readonly tenant: string;
  readonly provider: string | null;
  readonly source: string;
  readonly type: string;
  readonly subject: string | null;
  readonly time: Date;
  readonly receivedAt: Date;
  readonly duplicates: number;
  /** `evt_…`: the event that it is a consequence of, where that is known. */
  readonly cause: string | null;
  /** How many events came before it in its chain; 0 for most. */
  readonly depth: number;
}

/** `data` may hold an `ExactNumber`: write it with `writeExactJson`. */
export type EventDetail = EventSummary & { readonly datacontenttype: string; readonly data: unknown };

/** What was stored, for those who look. Ordinary queries: nothing here is on the path of an event. */
@Injectable()
export class EventQueries {
  constructor(private readonly dataSource: DataSource) {}

  async list(query: EventQuery): Promise<Page<EventSummary>> {
    const rows = await this.matching(query)
      .orderBy('e.id', 'DESC')
      .take(query.limit + 1)
      .getMany();
    return pageOf('evt', rows, query.limit, summaryOf);
  }

  /** @throws KancaError `not_found` */
  async summary(id: string, tenant: string): Promise<EventSummary> {
    return summaryOf(await this.find(id, tenant));
  }

  /** @throws KancaError `not_found` */
  async get(id: string, tenant: string): Promise<EventDetail> {
    const event = await this.find(id, tenant);
    const body = await this.body(event.tenant, event.dataId);
    const summary = summaryOf(event);
    return {
      ...summary,
      datacontenttype: event.datacontenttype,
      data: exactDataOf(event.datacontenttype, body.content),
    };
  }

  /** An event as a consumer gets it. @throws KancaError `not_found`, also when its data is older than the retention */
  async whole(id: string, tenant: string): Promise<WebhookEvent> {
    const event = await this.find(id, tenant);
    const body = await this.body(event.tenant, event.dataId);
    const { datacontenttype, traceparent } = event;
    return eventWithData({ ...summaryOf(event), datacontenttype, traceparent }, body.content);
  }

  /** The exact bytes and headers of the request that brought the event; its data, if it was published. */
  async raw(id: string, tenant: string): Promise<{ body: Buffer; headers: Record<string, string> }> {
    const event = await this.find(id, tenant);
    const body = await this.body(event.tenant, event.rawId ?? event.dataId);
    const headers: Record<string, string> =
      body.headers === null ? { 'content-type': event.datacontenttype } : parseHeaders(body.headers);
    return { body: body.content, headers };
  }

  private matching(query: EventQuery): SelectQueryBuilder<EventEntity> {
    const find = this.dataSource.getRepository(EventEntity).createQueryBuilder('e');
    const after = uuidAfter('evt', query.cursor);
    if (query.tenant !== '*') find.andWhere('e.tenant = :tenant', { tenant: query.tenant });
    if (after !== null) find.andWhere('e.id < :after', { after });
    if (query.type !== undefined) filterByType(find, query.type);
    if (query.source !== undefined) find.andWhere('e.source = :source', { source: query.source });
    if (query.subject !== undefined) find.andWhere('e.subject = :subject', { subject: query.subject });
    if (query.since !== undefined) find.andWhere('e.received_at >= :since', { since: query.since });
    if (query.until !== undefined) find.andWhere('e.received_at < :until', { until: query.until });
    if (query.state !== undefined)
      find.andWhere(
        `EXISTS (SELECT FROM kanca.deliveries d JOIN kanca.consumers c ON c.id = d.consumer_id
                 WHERE d.event_id = e.id AND ${stateCondition(query.state)})`,
      );
    return find;
  }

  private async find(id: string, tenant: string): Promise<EventEntity> {
    const uuid = uuidOf('evt', id);
    const event = await this.dataSource
      .getRepository(EventEntity)
      .findOneBy(tenant === '*' ? { id: uuid } : { id: uuid, tenant });
    if (event === null) throw new KancaError('not_found', `No event has the id ${id}.`);
    return event;
  }

  private async body(tenant: string, id: string): Promise<BodyEntity> {
    const body = await this.dataSource.getRepository(BodyEntity).findOneBy({ tenant, id });
    if (body === null) throw new KancaError('not_found', 'The bytes of this event are older than the retention.');
    return body;
  }
}

const STORED_STATES = ['pending', 'running', 'delivered', 'dead', 'cancelled'];

/** SQL for a delivery state as the API shows it: `held` is a pending delivery whose consumer is not active, or whose key is blocked by it. */
export function stateCondition(state: string): string {
  if (state === 'held') return `d.state = 'pending' AND (c.state <> 'active' OR d.blocked)`;
  if (state === 'pending') return `d.state = 'pending' AND c.state = 'active' AND NOT d.blocked`;
  if (STORED_STATES.includes(state)) return `d.state = '${state}'`;
  throw new KancaError('invalid_request', `state: expected one of held, ${STORED_STATES.join(', ')}.`, {
    problems: [{ field: 'state', problem: 'is not a state of a delivery' }],
  });
}

function parseHeaders(bytes: Buffer): Record<string, string> {
  const parsed: unknown = JSON.parse(bytes.toString('utf8'));
  return Object.fromEntries(
    Object.entries(parsed ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function summaryOf(event: EventEntity): EventSummary {
  return {
    id: toId('evt', event.id),
    tenant: event.tenant,
    provider: event.provider,
    source: event.source,
    type: event.type,
    subject: event.subject,
    time: event.time,
    receivedAt: event.receivedAt,
    duplicates: event.duplicates,
    cause: event.causeId === null ? null : toId('evt', event.causeId),
    depth: event.depth,
  };
}
