import { Publisher, type PublishedEvent } from '@kanca/dispatch';
import {
  DeliveryQueries,
  EventQueries,
  EventReplay,
  type EventReplayed,
  type EventSummary,
  type SearchPage,
} from '@kanca/dispatch/operator';
import { ReceiverRegistry, Sources } from '@kanca/receivers';
import { PublishedData, type DataRemark } from '@kanca/sender/management';
import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CallingKey } from '../../http/caller.decorator.js';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import type { Caller } from '../../keys/caller.js';
import { assertTypesAreOwn } from './assert-types-are-own.js';
import { mismatchOf } from './mismatch-of.js';
import {
  EventDetailView,
  EventQuery,
  EventSummaryView,
  PublishEvent,
  PublishEvents,
  Receipt,
  ReceiptOfBatch,
} from './event.dto.js';
import { EventReplayedView, ReplayEvent } from '../replays/replay.dto.js';
import { dataOf, searchPageOf } from '../../dto/page.js';

const MAX_DELIVERIES_SHOWN = 200;
/** The oldest so many sources are looked at for an id that a provider gave. */
const MAX_SOURCES_SEARCHED = 1_000;

@Controller('api/v1/events')
export class EventsController {
  constructor(
    private readonly publisher: Publisher,
    private readonly events: EventQueries,
    private readonly deliveries: DeliveryQueries,
    private readonly eventReplay: EventReplay,
    private readonly receivers: ReceiverRegistry,
    private readonly published: PublishedData,
    private readonly sources: Sources,
  ) {}

  @Post()
  @Operation({
    summary: 'Publish an event',
    hasOwnIdempotency: true,
    tag: 'Events',
    scope: 'publish',
    status: 202,
    body: PublishEvent,
    response: Receipt,
  })
  async publish(
    @Body() body: PublishEvent,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @CallerTenancy() tenancy: Tenancy,
    @CallingKey() { scopes }: Caller,
  ): Promise<Receipt> {
    assertTypesAreOwn([{ field: 'type', type: body.type }], scopes, this.receivers);
    const event = publishedFrom(body, tenancy, idempotencyKey);
    const [remark] = await this.published.check([{ ...event, place: '' }]);
    const receipt = await this.publisher.publish(event);
    const mismatch = await mismatchOf(this.events, receipt, event);
    if (mismatch !== null) throw mismatch;
    return { ...receipt, ...shownOf(remark) };
  }

  @Post('batch')
  @Operation({
    summary: 'Publish up to 1,000 events; each is stored on its own, and each answers for itself',
    tag: 'Events',
    scope: 'publish',
    status: 202,
    body: PublishEvents,
    response: dataOf(ReceiptOfBatch),
  })
  async publishBatch(
    @Body() { events }: PublishEvents,
    @CallerTenancy() tenancy: Tenancy,
    @CallingKey() { scopes }: Caller,
  ): Promise<{ data: ReceiptOfBatch[] }> {
    // Before the first is stored: a batch that poses as a provider leaves nothing behind.
    const named = events.map(({ type }, index) => ({ field: `events.${String(index)}.type`, type }));
    assertTypesAreOwn(named, scopes, this.receivers);
    const wanted = events.map((event) => publishedFrom(event, tenancy));
    const remarks = await this.published.check(
      wanted.map((event, index) => ({ ...event, place: `events.${String(index)}.` })),
    );
    const receipts = await this.publisher.publishAll(wanted);
    const shown = async (event: PublishedEvent, index: number): Promise<ReceiptOfBatch[]> => {
      const receipt = receipts[index];
      if (receipt === undefined) return [];
      const mismatch = await mismatchOf(this.events, receipt, event);
      if (mismatch === null) return [{ ...receipt, ...shownOf(remarks[index]) }];
      return [{ ...receipt, error: { code: mismatch.code, detail: mismatch.message } }];
    };
    return { data: (await Promise.all(wanted.map(shown))).flat() };
  }

  @Get()
  @Operation({
    summary: 'List events, newest first',
    tag: 'Events',
    scope: 'read',
    query: EventQuery,
    response: searchPageOf(EventSummaryView),
  })
  async list(@Query() query: EventQuery, @CallerTenancy() tenancy: Tenancy): Promise<SearchPage<EventSummary>> {
    const tenant = tenancy.visible;
    if (query.q === undefined) return this.events.list({ ...query, tenant });
    const sources = await this.sources.list(tenant, { limit: MAX_SOURCES_SEARCHED });
    return this.events.list({ ...query, tenant, sources: sources.data });
  }

  @Get(':id')
  @Operation({
    summary: 'Show an event with its data and deliveries',
    tag: 'Events',
    scope: 'read',
    response: EventDetailView,
  })
  async get(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<object> {
    const event = await this.events.get(id, tenancy.visible);
    const { data } = await this.deliveries.list({ tenant: tenancy.visible, event: id, limit: MAX_DELIVERIES_SHOWN });
    return { ...event, deliveries: data };
  }

  @Get(':id/raw')
  @Operation({
    summary: 'The exact bytes that were received',
    tag: 'Events',
    scope: 'read',
    mediaType: 'application/octet-stream',
  })
  async raw(
    @Param('id') id: string,
    @CallerTenancy() tenancy: Tenancy,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { body, headers } = await this.events.raw(id, tenancy.visible);
    // Bytes from outside must never run in the operator's browser, so their own type is told beside, not as, the type.
    reply.headers({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
      'kanca-original-headers': Buffer.from(JSON.stringify(headers)).toString('base64'),
    });
    return body;
  }

  @Post(':id/replay')
  @Operation({
    summary: 'Deliver an event again, to everyone who hears of it now or to one of them',
    tag: 'Events',
    scope: 'manage',
    status: 202,
    body: ReplayEvent,
    response: EventReplayedView,
  })
  replay(
    @Param('id') id: string,
    @Body() { consumer }: ReplayEvent,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<EventReplayed> {
    return this.eventReplay.run(id, tenancy.visible, consumer);
  }
}

/** Most receipts have no warnings, and do not say so. */
function shownOf(remark: DataRemark | undefined): { warnings?: string[] } {
  return remark === undefined || remark.warnings.length === 0 ? {} : { warnings: [...remark.warnings] };
}

function publishedFrom({ tenant, ...event }: PublishEvent, tenancy: Tenancy, idempotencyKey?: string): PublishedEvent {
  return { ...event, tenant: tenancy.choose(tenant), id: event.id ?? idempotencyKey };
}
