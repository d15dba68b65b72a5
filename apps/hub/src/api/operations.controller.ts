import { ConsumerThrottle, QueueGauge } from '@kanca/dispatch';
import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Operation } from '../http/operation.decorator.js';
import { Metrics } from '../observability/metrics.js';
import { Readiness } from '../readiness.js';

const TAG = 'Operations';

@Controller()
export class OperationsController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
    private readonly gauge: QueueGauge,
    private readonly throttle: ConsumerThrottle,
  ) {}

  @Get('health/live')
  @Operation({ summary: 'Whether the process runs', tag: TAG, scope: null })
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('health/ready')
  @Operation({ summary: 'Whether it takes requests; 503 with the reasons when not', tag: TAG, scope: null })
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: string; reasons: readonly string[] }> {
    const reasons = await this.readiness.obstacles();
    if (reasons.length > 0) reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return { status: reasons.length === 0 ? 'ready' : 'not_ready', reasons };
  }

  @Get('metrics')
  @Operation({ summary: 'Metrics for Prometheus', tag: TAG, scope: null, mediaType: 'text/plain' })
  async prometheus(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { oldestAgeSeconds, outbox, ...depths } = await this.gauge.read();
    for (const [state, count] of Object.entries(depths)) this.metrics.queueDeliveries.set({ state }, count);
    this.metrics.queueOldestAge.set(oldestAgeSeconds);
    this.metrics.outboxEvents.set(outbox);
    this.metrics.circuitOpen.set(await this.throttle.countOpen());
    reply.header('content-type', this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }
}
