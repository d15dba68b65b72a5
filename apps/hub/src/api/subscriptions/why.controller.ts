import { DeliveryExplainer, type WhyAnswer } from '@kanca/sender/management';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { ImaginedEvent, WhyQuery, WhyView } from './why.dto.js';

const TAG = 'Subscriptions';

@Controller('api/v1/subscriptions')
export class WhyController {
  constructor(private readonly why: DeliveryExplainer) {}

  @Get(':id/why')
  @Operation({
    summary: 'Why the subscription heard of an event, or did not, or will later',
    tag: TAG,
    scope: 'read',
    query: WhyQuery,
    response: WhyView,
  })
  ofEvent(
    @Param('id') id: string,
    @Query() { event }: WhyQuery,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<WhyAnswer> {
    return this.why.ofEvent(tenancy.visible, id, event);
  }

  @Post(':id/why')
  @Operation({
    summary: 'Why the subscription would hear of an event that nobody has published, or would not',
    tag: TAG,
    scope: 'read',
    body: ImaginedEvent,
    response: WhyView,
  })
  ofHypothetical(
    @Param('id') id: string,
    @Body() event: ImaginedEvent,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<WhyAnswer> {
    return this.why.ofHypothetical(tenancy.visible, id, { ...event, data: event.data });
  }
}
