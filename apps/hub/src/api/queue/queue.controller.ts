import { Dispatcher, QueueGauge, QueueSwitch, type QueueDepths } from '@kanca/dispatch/operator';
import { Controller, Get, Post } from '@nestjs/common';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { QueueState } from './queue.dto.js';

type QueueView = QueueDepths & Pick<QueueState, 'paused' | 'runningHere'>;

const TAG = 'Queue';

@Controller('api/v1/queue')
export class QueueController {
  constructor(
    private readonly gauge: QueueGauge,
    private readonly switcher: QueueSwitch,
    private readonly dispatcher: Dispatcher,
  ) {}

  @Get()
  @Operation({ summary: 'How full the queue is', tag: TAG, scope: 'read', response: QueueState })
  read(@CallerTenancy() tenancy: Tenancy): Promise<QueueView> {
    tenancy.assertUnbound();
    return this.view();
  }

  @Post('pause')
  @Operation({ summary: 'Hold the deliveries of every consumer', tag: TAG, scope: 'manage', response: QueueState })
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
    response: QueueState,
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
