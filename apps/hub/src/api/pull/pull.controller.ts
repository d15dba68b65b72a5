import { PullSubscriptions, type Fetched, type Settled } from '@kanca/sender';
import { DeliveryStreams } from '@kanca/sender/management';
import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { EventStream } from '../../http/event-stream.js';
import { Operation } from '../../http/operation.decorator.js';
import { callerGone } from './caller-gone.js';
import {
  CommitDeliveries,
  ExtendLease,
  FetchDeliveries,
  FetchedDeliveries,
  ReleaseDeliveries,
  SettledDeliveries,
  StreamQuery,
} from './fetch.dto.js';

const TAG = 'Fetching';

/** For subscribers that nobody can call. */
@Controller('api/v1/subscriptions/:id')
export class PullController {
  constructor(
    private readonly pull: PullSubscriptions,
    private readonly streams: DeliveryStreams,
  ) {}

  @Post('fetch')
  @Operation({
    summary: 'Lease what is waiting for a subscription that is not pushed to',
    tag: TAG,
    scope: 'consume',
    body: FetchDeliveries,
    response: FetchedDeliveries,
    // Each fetch is a lease of its own: an answer that is kept would name one that has lapsed.
    hasOwnIdempotency: true,
    deadlineMs: null,
  })
  async fetch(
    @Param('id') id: string,
    @Body() { limit, leaseSeconds, waitSeconds }: FetchDeliveries,
    @CallerTenancy() tenancy: Tenancy,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Fetched> {
    const options = { limit, leaseMs: leaseSeconds * 1_000 };
    const listener = { tenant: tenancy.visible, id, options, gone: callerGone(reply) };
    const fetched = await this.streams.fetchWithin(listener, waitSeconds * 1_000);
    // A connection that is kept for later would keep the hub.
    if (this.streams.isStopping) void reply.header('connection', 'close');
    return fetched;
  }

  @Post('commit')
  @Operation({
    summary: 'Say that deliveries of a lease are done with',
    tag: TAG,
    scope: 'consume',
    body: CommitDeliveries,
    response: SettledDeliveries,
  })
  commit(
    @Param('id') id: string,
    @Body() { lease, deliveries }: CommitDeliveries,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<Settled> {
    return this.pull.commit(tenancy.visible, id, lease, deliveries);
  }

  @Post('release')
  @Operation({
    summary: 'Give deliveries of a lease back: they are delivered again later',
    tag: TAG,
    scope: 'consume',
    body: ReleaseDeliveries,
    response: SettledDeliveries,
  })
  release(
    @Param('id') id: string,
    @Body() { lease, deliveries, error, retryAfterSeconds }: ReleaseDeliveries,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<Settled> {
    const afterMs = retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1_000;
    return this.pull.release(tenancy.visible, id, lease, { deliveries, error, afterMs });
  }

  @Post('extend')
  @Operation({ summary: 'Hold a lease for longer', tag: TAG, scope: 'consume', body: ExtendLease })
  async extend(
    @Param('id') id: string,
    @Body() { lease, leaseSeconds }: ExtendLease,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<{ leaseUntil: Date }> {
    return { leaseUntil: await this.pull.extend(tenancy.visible, id, lease, leaseSeconds * 1_000) };
  }

  @Get('stream')
  @Operation({
    summary: 'Read deliveries as server-sent events; the next ones come when these are settled',
    tag: TAG,
    scope: 'consume',
    query: StreamQuery,
    mediaType: 'text/event-stream',
    deadlineMs: null,
  })
  async stream(
    @Param('id') id: string,
    @Query() { limit, leaseSeconds }: StreamQuery,
    @CallerTenancy() tenancy: Tenancy,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const options = { limit, leaseMs: leaseSeconds * 1_000 };
    const listener = { tenant: tenancy.visible, id, options, gone: callerGone(reply) };
    await this.streams.stream(listener, lastEventId, () => {
      // When it ends because the hub stops, nothing is to keep the hub.
      reply.raw.setHeader('connection', 'close');
      return EventStream.open(reply);
    });
  }
}
