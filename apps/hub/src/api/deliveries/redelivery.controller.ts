import { ReplayPreview, Replays, type Replay, type ReplayForecast, type ReplayState } from '@kanca/dispatch';
import { DryResend, RetryPreview, Subscriptions, type DryAnswer, type RetryAnswer } from '@kanca/sender';
import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { LOOKS_AT_MANY_MS, Operation } from '../../http/operation.decorator.js';
import { valid } from '../../http/valid.pipe.js';
import {
  recoverSchema,
  resendSchema,
  resentSchema,
  retryPreviewSchema,
  retryScheduleSchema,
} from './redelivery.schema.js';
import { replayForecastSchema, replaySchema } from '../replays/replay.schema.js';

const RECOVERED = z.union([replaySchema, replayForecastSchema]);

type Recovery = z.infer<typeof recoverSchema>;

@Controller('api/v1')
export class RedeliveryController {
  constructor(
    private readonly retryPreview: RetryPreview,
    private readonly resending: DryResend,
    private readonly subscriptions: Subscriptions,
    private readonly replays: Replays,
    private readonly replayPreview: ReplayPreview,
  ) {}

  @Post('retry-policies/preview')
  @Operation({
    summary: 'The exact times of a retry policy: of one to try out, of a subscription, or of the hub',
    tag: 'Deliveries',
    scope: 'read',
    body: retryPreviewSchema,
    response: retryScheduleSchema,
  })
  preview(
    @Body(valid(retryPreviewSchema)) question: z.infer<typeof retryPreviewSchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<RetryAnswer> {
    return this.retryPreview.show(tenancy.visible, question);
  }

  @Post('deliveries/:id/resend-to')
  @Operation({
    summary: 'Send what a delivery sends to another address, once, and show the answer; nothing of it is kept',
    tag: 'Deliveries',
    scope: 'manage',
    body: resendSchema,
    response: resentSchema,
    deadlineMs: null,
  })
  resendTo(
    @Param('id') id: string,
    @Body(valid(resendSchema)) { uri }: z.infer<typeof resendSchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<DryAnswer> {
    return this.resending.send(tenancy.visible, id, uri);
  }

  @Post('subscriptions/:id/recover')
  @Operation({
    summary:
      'Deliver again what has failed: dead letters, and what waits for its next attempt; with dryRun, count (200)',
    tag: 'Subscriptions',
    scope: 'manage',
    status: 202,
    body: recoverSchema,
    response: RECOVERED,
    deadlineMs: LOOKS_AT_MANY_MS,
  })
  recover(
    @Param('id') id: string,
    @Body(valid(recoverSchema)) recovery: Recovery,
    @CallerTenancy() tenancy: Tenancy,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Replay | ReplayForecast> {
    return this.replay(id, 'failed', recovery, tenancy, reply);
  }

  @Post('subscriptions/:id/replay-missing')
  @Operation({
    summary: 'Deliver what it asks for now and never got; with dryRun, count (200)',
    tag: 'Subscriptions',
    scope: 'manage',
    status: 202,
    body: recoverSchema,
    response: RECOVERED,
    deadlineMs: LOOKS_AT_MANY_MS,
  })
  replayMissing(
    @Param('id') id: string,
    @Body(valid(recoverSchema)) recovery: Recovery,
    @CallerTenancy() tenancy: Tenancy,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Replay | ReplayForecast> {
    return this.replay(id, 'missing', recovery, tenancy, reply);
  }

  private async replay(
    id: string,
    state: ReplayState,
    { since, rate, dryRun }: Recovery,
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
