import { KancaError } from '@kanca/core';
import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Callers } from '../../http/callers.js';
import { CallingKey } from '../../http/caller.decorator.js';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { EventStream } from '../../http/event-stream.js';
import { Operation } from '../../http/operation.decorator.js';
import { allows } from '../../keys/scope.js';
import { LiveFeed } from '../../stream/live-feed.js';
import { streamFilter } from '../../stream/stream-filter.js';
import { STREAM_KINDS, type StreamKind } from '../../stream/stream-item.js';
import type { Caller } from '../../keys/caller.js';
import type { StreamConnection } from '../../stream/stream-listener.js';
import { WatchQuery } from './stream.dto.js';

const CUT_AFTER_MS = 5_000;

@Controller('api/v1/stream')
export class StreamController {
  constructor(
    private readonly feed: LiveFeed,
    private readonly callers: Callers,
  ) {}

  @Get()
  @Operation({
    summary: 'Watch what happens, as server-sent events; go on with Last-Event-ID',
    tag: 'Stream',
    scope: 'read',
    query: WatchQuery,
    mediaType: 'text/event-stream',
    deadlineMs: null,
  })
  async watch(
    @Query() { only, ...wish }: WatchQuery,
    @CallerTenancy() tenancy: Tenancy,
    @CallingKey() caller: Caller,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const tenant = tenancy.visible;
    const wants = streamFilter({ ...wish, tenant, kinds: kindsOf(only) });
    await this.feed.admit(tenant);
    // When it ends because the hub stops, nothing is to keep the hub.
    reply.raw.setHeader('connection', 'close');
    const stream = EventStream.open(reply);
    const stop = await this.feed.watch({
      tenant,
      wants,
      connection: connectionOf(stream, caller),
      lastEventId,
      isAllowed: async () => {
        const now = await this.callers.still(request);
        return now !== null && now.tenant === tenancy.own && seesAsMuch(now, caller);
      },
    });
    if (stream.isClosed()) stop();
    else stream.closed.addEventListener('abort', stop, { once: true });
  }
}

/** A role or the scopes may have changed since the stream began: then it ends, and the client comes again with the new ones. */
function seesAsMuch(now: Caller, before: Caller): boolean {
  return allows(now.scopes, 'read') && allows(now.scopes, 'manage') === allows(before.scopes, 'manage');
}

function connectionOf(stream: EventStream, { scopes }: Caller): StreamConnection {
  return {
    seesQueries: allows(scopes, 'manage'),
    get isBusy() {
      return stream.isBusy;
    },
    send: (message) => {
      stream.post(message);
    },
    beat: () => {
      void stream.beat();
    },
    end: () => {
      stream.end();
    },
    cut: () => {
      stream.cut(CUT_AFTER_MS);
    },
  };
}

/** @throws KancaError `invalid_request` */
function kindsOf(only: string | undefined): readonly StreamKind[] {
  if (only === undefined) return STREAM_KINDS;
  const named = only.split(',').map((name) => STREAM_KINDS.find((kind) => kind === name.trim()));
  const known = named.filter((kind) => kind !== undefined);
  if (known.length === named.length) return known;
  const problem = `has a name that is no kind of message: give some of ${STREAM_KINDS.join(', ')}, with commas`;
  throw new KancaError('invalid_request', `only ${problem}.`, { problems: [{ field: 'only', problem }] });
}
