import { Dispatcher, QueueGauge, QueueSwitch, type QueueDepths } from '@kanca/dispatch';
import { Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';

const queueSchema = z
  .object({
    ready: z.int(),
    scheduled: z.int(),
    running: z.int(),
    held: z.int(),
    dead: z.int().describe('Dead letters that are open: those that a replay has resolved are not counted.'),
    outbox: z.int().describe('Events emitted in a transaction that are not in the log yet.'),
    oldestAgeSeconds: z.int(),
    paused: z.boolean().describe('Whether no attempt begins, whatever each consumer is set to.'),
    runningHere: z.int().describe('Attempts under way in the process that answers.'),
  })
  .meta({ id: 'Queue' });

type QueueView = QueueDepths & Pick<z.infer<typeof queueSchema>, 'paused' | 'runningHere'>;

const TAG = 'Queue';

@Controller('api/v1/queue')
export class QueueController {
  constructor(
    private readonly gauge: QueueGauge,
    private readonly switcher: QueueSwitch,
    private readonly dispatcher: Dispatcher,
  ) {}

  @Get()
  @Operation({ summary: 'How full the queue is', tag: TAG, scope: 'read', response: queueSchema })
  read(@CallerTenancy() tenancy: Tenancy): Promise<QueueView> {
    tenancy.assertUnbound();
    return this.view();
  }

  @Post('pause')
  @Operation({ summary: 'Hold the deliveries of every consumer', tag: TAG, scope: 'manage', response: queueSchema })
  async pause(@CallerTenancy() tenancy: Tenancy): Promise<QueueView> {
    tenancy.assertUnbound();
    await this.switcher.pause();
    return this.view();
  }

  @Post('resume')
  @Operation({
    summary: 'Let deliveries go out again, but for consumers that are paused themselves',
    tag: TAG,
    scope: 'manage',
    response: queueSchema,
  })
  async resume(@CallerTenancy() tenancy: Tenancy): Promise<QueueView> {
    tenancy.assertUnbound();
    await this.switcher.resume();
    return this.view();
  }

  private async view(): Promise<QueueView> {
    const [depths, paused] = await Promise.all([this.gauge.read(), this.switcher.isPaused()]);
    return { ...depths, paused, runningHere: this.dispatcher.load };
  }
}
