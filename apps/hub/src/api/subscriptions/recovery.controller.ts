import { ReplayPreview, Replays, type Replay, type ReplayForecast, type ReplayState } from '@kanca/dispatch/operator';
import { Subscriptions } from '@kanca/sender';
import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { LOOKS_AT_MANY_MS, Operation } from '../../http/operation.decorator.js';
import { replayOrForecast } from '../replays/replay.dto.js';
import { Recover } from './recover.dto.js';

const TAG = 'Subscriptions';

@Controller('api/v1/subscriptions')
export class RecoveryController {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly replays: Replays,
    private readonly replayPreview: ReplayPreview,
  ) {}

  @Post(':id/recover')
  @Operation({
    summary:
      'Deliver again what has failed: dead letters, and what waits for its next attempt; with dryRun, count (200)',
    tag: TAG,
    scope: 'manage',
    status: 202,
    body: Recover,
    response: replayOrForecast,
    deadlineMs: LOOKS_AT_MANY_MS,
  })
  recover(
    @Param('id') id: string,
    @Body() recovery: Recover,
    @CallerTenancy() tenancy: Tenancy,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Replay | ReplayForecast> {
    return this.replay(id, 'failed', recovery, tenancy, reply);
  }

  @Post(':id/replay-missing')
  @Operation({
    summary: 'Deliver what it asks for now and never got; with dryRun, count (200)',
    tag: TAG,
    scope: 'manage',
    status: 202,
    body: Recover,
    response: replayOrForecast,
    deadlineMs: LOOKS_AT_MANY_MS,
  })
  replayMissing(
    @Param('id') id: string,
    @Body() recovery: Recover,
    @CallerTenancy() tenancy: Tenancy,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Replay | ReplayForecast> {
    return this.replay(id, 'missing', recovery, tenancy, reply);
  }

  private async replay(
    id: string,
    state: ReplayState,
    { since, rate, dryRun }: Recover,
    tenancy: Tenancy,
    reply: FastifyReply,
  ): Promise<Replay | ReplayForecast> {
    const { tenant } = await this.subscriptions.get(tenancy.visible, id);
    const filter = { consumer: id, state, since };
    if (!dryRun) return this.replays.create({ tenant, filter, rate });
    void reply.status(200);
    return this.replayPreview.count(filter, tenant);
  }
}
