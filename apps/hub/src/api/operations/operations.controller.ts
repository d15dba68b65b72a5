import { ConsumerThrottle } from '@kanca/dispatch';
import { QueueGauge } from '@kanca/dispatch/operator';
import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Operation } from '../../http/operation.decorator.js';
import { Metrics } from '../../observability/metrics.js';
import { Readiness } from './readiness.js';

const TAG = 'Operations';
/** Prometheus gives up after 10 s if it is not told otherwise. */
const GAUGES_WITHIN_MS = 3_000;

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
    await this.readGauges();
    reply.header('content-type', this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }

  /** What only the database knows is left out while it is away: that is when the other metrics are needed most. */
  private async readGauges(): Promise<void> {
    try {
      const [depths, open] = await withinTime(Promise.all([this.gauge.read(), this.throttle.countOpen()]));
      this.metrics.showQueue(depths, open);
    } catch {
      this.metrics.hideQueue();
    }
  }
}

async function withinTime<T>(reading: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('The database does not answer.'));
    }, GAUGES_WITHIN_MS);
  });
  try {
    return await Promise.race([reading, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
