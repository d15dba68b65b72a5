import { KancaError } from '@kanca/core';
import {
  ReplayPreview,
  Replays,
  type Page,
  type Replay,
  type ReplayForecast,
  type ReplayRequest,
} from '@kanca/dispatch';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { LOOKS_AT_MANY_MS, Operation } from '../../http/operation.decorator.js';
import { valid } from '../../http/valid.pipe.js';
import { pageOfSchema, pageQuerySchema } from '../schemas/page.schema.js';
import { createReplaySchema, replayForecastSchema, replaySchema } from './replay.schema.js';

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
    body: createReplaySchema,
    response: z.union([replaySchema, replayForecastSchema]),
    deadlineMs: LOOKS_AT_MANY_MS,
  })
  create(
    @Body(valid(createReplaySchema)) { dryRun, rate, ...body }: z.infer<typeof createReplaySchema>,
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
    query: pageQuerySchema,
    response: pageOfSchema(replaySchema),
  })
  list(
    @Query(valid(pageQuerySchema)) page: z.infer<typeof pageQuerySchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<Page<Replay>> {
    return this.replays.list(tenancy.visible, page);
  }

  @Get(':id')
  @Operation({ summary: 'Show a replay and how far it has come', tag: TAG, scope: 'read', response: replaySchema })
  get(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<Replay> {
    return this.replays.get(id, tenancy.visible);
  }

  @Post(':id/cancel')
  @Operation({
    summary: 'Make no more deliveries; those that were made stay',
    tag: TAG,
    scope: 'manage',
    response: replaySchema,
  })
  cancel(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<Replay> {
    return this.replays.change('cancel', id, tenancy.visible);
  }

  @Post(':id/pause')
  @Operation({ summary: 'Make no more deliveries for now', tag: TAG, scope: 'manage', response: replaySchema })
  pause(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<Replay> {
    return this.replays.change('pause', id, tenancy.visible);
  }

  @Post(':id/resume')
  @Operation({
    summary: 'Go on where a paused or failed replay stopped',
    tag: TAG,
    scope: 'manage',
    response: replaySchema,
  })
  resume(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<Replay> {
    return this.replays.change('resume', id, tenancy.visible);
  }
}

/** The consumer may stand beside the filter or in it. */
function filterOf({
  filter,
  consumer,
}: Pick<z.infer<typeof createReplaySchema>, 'filter' | 'consumer'>): ReplayRequest['filter'] {
  if (consumer !== undefined && filter.consumer !== undefined && consumer !== filter.consumer) {
    const problem = `is ${JSON.stringify(consumer)}, and filter.consumer another one: give one of them`;
    throw new KancaError('invalid_request', `consumer ${problem}.`, { problems: [{ field: 'consumer', problem }] });
  }
  return { ...filter, consumer: consumer ?? filter.consumer };
}
