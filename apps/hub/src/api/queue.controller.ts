import { Dispatcher, QueueGauge, type QueueDepths } from '@kanca/dispatch';
import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { CallerTenancy, type Tenancy } from '../http/caller-tenant.decorator.js';
import { Operation } from '../http/operation.decorator.js';

const queueSchema = z.object({
  ready: z.int(),
  scheduled: z.int(),
  running: z.int(),
  held: z.int(),
  dead: z.int(),
  oldestAgeSeconds: z.int(),
  runningHere: z.int().describe('Attempts under way in the process that answers.'),
});

@Controller('api/v1/queue')
export class QueueController {
  constructor(
    private readonly gauge: QueueGauge,
    private readonly dispatcher: Dispatcher,
  ) {}

  @Get()
  @Operation({ summary: 'How full the queue is', tag: 'Queue', scope: 'read', response: queueSchema })
  async read(@CallerTenancy() tenancy: Tenancy): Promise<QueueDepths & { runningHere: number }> {
    tenancy.assertUnbound();
    return { ...(await this.gauge.read()), runningHere: this.dispatcher.load };
  }
}
