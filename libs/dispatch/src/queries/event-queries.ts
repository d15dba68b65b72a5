import { KancaError, parseId, toId, uuidOf, type WebhookEvent } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { ledgerKey, publishedKey } from '../log/dedup-key.js';
import { BodyEntity } from '../postgres/entities/body.entity.js';
import { EventEntity } from '../postgres/entities/event.entity.js';
import { eventWithData, exactDataOf } from '../ports/event-head.js';
import type { EventSelection } from './event-selection.js';
import { filterByType } from './filter-by-type.js';
import { boundsOf } from './id-bounds.js';
import { stateCondition } from './state-condition.js';
import { searchPageOf, type PageRequest, type SearchPage } from './page.js';
import { fitsTerms } from './search/fits-terms.js';
import { eventBound, eventBoundByBytes, tenantEventBound, tenantEventBoundByBytes } from './search/id-bounds.sql.js';
import { knownEvents } from './search/known-events.sql.js';
import { readSearch, type SearchTerm } from './search/search-text.js';
import { DATA_OF_EVENT, filterByTerms, HEADERS_OF_EVENT, SEARCHED_BYTES } from './search/term-conditions.js';
import { walkBack, type IdRange } from './walk-back.js';

/** Of the data of one block so many bytes are searched. */
const BLOCK_BYTES = 4_194_304;

/** So many events, whose bytes can fit, are read and looked at one by one. */
const LOOKED_AT_ONCE = 100;

/** Which events of a tenant are asked for. `state` is that of one of its deliveries. */
export interface EventQuery extends PageRequest, EventSelection {
  /** `*`: every tenant. */
  readonly tenant: string;
  /** State that one of the event's deliveries is in. */
  readonly state?: string | undefined;
  /** A search: see `readSearch`. */
  readonly q?: string | undefined;
  /** The sources whose events the tenant may see. A search for one word looks for it among the ids that their providers gave. */
  readonly sources?: readonly SourceOfTenant[] | undefined;
}

/** What a search reads besides the event. */
interface SearchedRow {
  readonly content?: Buffer;
  readonly request_headers?: Buffer | null;
}

/** Whose ids a search may be for. */
export interface SourceOfTenant {
  readonly tenant: string;
  /** UUID */
  readonly id: string;
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
  constructor(
    private readonly dataSource: DataSource,
    private readonly pool: SqlPool,
  ) {}

  async list(query: EventQuery): Promise<SearchPage<EventSummary>> {
    const terms = query.q === undefined ? [] : readSearch(query.q);
    const named = await this.named(query, terms);
    const wanted = query.limit + 1;
    const walked = await walkBack({
      ...boundsOf(query),
      wanted,
      ...(isExact(terms) ? {} : { maxBlock: LOOKED_AT_ONCE }),
      bound: (after, size) => this.bound(query.tenant, after, size, terms.length > 0),
      read: (range, limit) => this.fitting(query, terms, range, limit),
    });
    const rows = [...named, ...walked.rows.filter(({ id }) => named.every((one) => one.id !== id))];
    return searchPageOf('evt', { ...walked, rows }, query.limit, summaryOf);
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

  /** The first page of a search for one word begins with the events that have it as their id, at the provider or at their publisher. */
  private async named(query: EventQuery, terms: readonly SearchTerm[]): Promise<readonly EventEntity[]> {
    const [term] = terms;
    if (terms.length !== 1 || term?.kind !== 'word' || query.cursor !== undefined) return [];
    const own = parseId('evt', term.text);
    const keys = keysOf(query, term.text);
    const known = await this.pool.run(knownEvents, { keys });
    const ids = [...(own === null ? [] : [own]), ...known.map(({ id }) => id)];
    if (ids.length === 0) return [];
    return this.matching(query)
      .andWhere('e.id IN (:...ids)', { ids })
      .orderBy('e.id', 'DESC')
      .limit(query.limit)
      .getMany();
  }

  private async bound(tenant: string, after: string, size: number, isRead: boolean): Promise<string | null> {
    const params = { after, size };
    const read = { ...params, bytes: BLOCK_BYTES };
    const [row] =
      tenant === '*'
        ? await (isRead ? this.pool.run(eventBoundByBytes, read) : this.pool.run(eventBound, params))
        : await (isRead
            ? this.pool.run(tenantEventBoundByBytes, { ...read, tenant })
            : this.pool.run(tenantEventBound, { ...params, tenant }));
    return row?.id ?? null;
  }

  private async fitting(
    query: EventQuery,
    terms: readonly SearchTerm[],
    range: IdRange,
    limit: number,
  ): Promise<readonly EventEntity[]> {
    const find = this.matching(query, range);
    if (terms.length > 0) filterByTerms(find, terms);
    find.orderBy('e.id', 'DESC');
    if (isExact(terms)) return find.limit(limit).getMany();
    const needsData = terms.some(({ kind }) => kind === 'data');
    const needsHeaders = terms.some(({ kind }) => kind === 'header');
    if (needsData) find.andWhere('e.data_size <= :most', { most: SEARCHED_BYTES }).addSelect(DATA_OF_EVENT, 'content');
    if (needsHeaders) find.addSelect(HEADERS_OF_EVENT, 'request_headers');
    const { entities, raw } = await find.getRawAndEntities<SearchedRow>();
    return entities
      .filter((event, index) => {
        const { content, request_headers: headers } = raw[index] ?? {};
        const data = content === undefined ? undefined : exactDataOf(event.datacontenttype, content);
        const { datacontenttype } = event;
        return fitsTerms({ datacontenttype, data, headers: headers ? parseHeaders(headers) : null }, terms);
      })
      .slice(0, limit);
  }

  private matching(query: EventQuery, range?: IdRange): SelectQueryBuilder<EventEntity> {
    const find = this.dataSource.getRepository(EventEntity).createQueryBuilder('e');
    if (range !== undefined)
      find.andWhere('e.id >= :lower AND e.id < :upper', { lower: range.lower, upper: range.after });
    if (query.tenant !== '*') find.andWhere('e.tenant = :tenant', { tenant: query.tenant });
    if (query.type !== undefined) filterByType(find, query.type);
    if (query.source !== undefined) find.andWhere('e.source = :source', { source: query.source });
    if (query.subject !== undefined) find.andWhere('e.subject = :subject', { subject: query.subject });
    if (query.since !== undefined) find.andWhere('e.received_at >= :since', { since: query.since });
    if (query.until !== undefined) find.andWhere('e.received_at < :until', { until: query.until });
    if (query.state !== undefined) {
      // The range once more: an index on the event finds all of them at once, which is faster than one after the other.
      const among = range === undefined ? '' : 'd.event_id >= :lower AND d.event_id < :upper AND';
      find.andWhere(
        `EXISTS (SELECT FROM kanca.deliveries d JOIN kanca.consumers c ON c.id = d.consumer_id
                 WHERE ${among} d.event_id = e.id AND ${stateCondition(query.state)})`,
      );
    }
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

/** Whether what fits by its bytes fits. */
function isExact(terms: readonly SearchTerm[]): boolean {
  return terms.every(({ kind }) => kind === 'word');
}

/** The keys that the ledger has for an id, should a provider or a publisher have given it. */
function keysOf({ tenant, sources = [] }: EventQuery, id: string): readonly string[] {
  const tenants = tenant === '*' ? new Set(['default', ...sources.map((source) => source.tenant)]) : [tenant];
  return [
    ...[...tenants].map((one) => ledgerKey(one, null, publishedKey(id, ''))),
    ...sources.map((source) => ledgerKey(source.tenant, source.id, id)),
  ];
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
