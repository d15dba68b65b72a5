import { KancaError } from '@kanca/core';
import {
  ReplayPreview,
  Replays,
  type Page,
  type Replay,
  type ReplayForecast,
  type ReplayRequest,
} from '@kanca/dispatch/operator';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { LOOKS_AT_MANY_MS, Operation } from '../../http/operation.decorator.js';
import { CreateReplay, ReplayView, replayOrForecast } from './replay.dto.js';
import { PageQuery, pageOf } from '../../dto/page.js';

const TAG = 'Replays';

@Controller('api/v1/replays')
export class ReplaysController {
  constructor(
    private readonly replays: Replays,
    private readonly preview: ReplayPreview,
  ) {}

  @Post()
  @Operation({
    summary: 'Deliver events again, as a job; or, with dryRun, count how many deliveries that would be (200)',
    tag: TAG,
    scope: 'manage',
    status: 202,
    body: CreateReplay,
    response: replayOrForecast,
    deadlineMs: LOOKS_AT_MANY_MS,
  })
  create(
    @Body() { dryRun, rate, ...body }: CreateReplay,
    @CallerTenancy() tenancy: Tenancy,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Replay | ReplayForecast> {
    const filter = filterOf(body);
    if (!dryRun) return this.replays.create({ tenant: tenancy.visible, filter, rate });
    void reply.status(200);
    return this.preview.count(filter, tenancy.visible);
  }

  @Get()
  @Operation({
    summary: 'List replays, newest first',
    tag: TAG,
    scope: 'read',
    query: PageQuery,
    response: pageOf(ReplayView),
  })
  list(@Query() page: PageQuery, @CallerTenancy() tenancy: Tenancy): Promise<Page<Replay>> {
    return this.replays.list(tenancy.visible, page);
  }

  @Get(':id')
  @Operation({ summary: 'Show a replay and how far it has come', tag: TAG, scope: 'read', response: ReplayView })
  get(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<Replay> {
    return this.replays.get(id, tenancy.visible);
  }

  @Post(':id/cancel')
  @Operation({
    summary: 'Make no more deliveries; those that were made stay',
    tag: TAG,
    scope: 'manage',
    response: ReplayView,
  })
  cancel(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<Replay> {
    return this.replays.change('cancel', id, tenancy.visible);
  }

  @Post(':id/pause')
  @Operation({ summary: 'Make no more deliveries for now', tag: TAG, scope: 'manage', response: ReplayView })
  pause(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<Replay> {
    return this.replays.change('pause', id, tenancy.visible);
  }

  @Post(':id/resume')
  @Operation({
    summary: 'Go on where a paused or failed replay stopped',
    tag: TAG,
    scope: 'manage',
    response: ReplayView,
  })
  resume(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<Replay> {
    return this.replays.change('resume', id, tenancy.visible);
  }
}

/** The consumer may stand beside the filter or in it. */
function filterOf({ filter, consumer }: Pick<CreateReplay, 'filter' | 'consumer'>): ReplayRequest['filter'] {
  if (consumer !== undefined && filter.consumer !== undefined && consumer !== filter.consumer) {
    const problem = `is ${JSON.stringify(consumer)}, and filter.consumer another one: give one of them`;
    throw new KancaError('invalid_request', `consumer ${problem}.`, { problems: [{ field: 'consumer', problem }] });
  }
  return { ...filter, consumer: consumer ?? filter.consumer };
}
