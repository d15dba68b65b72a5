import { DeliveryExplainer, type WhyAnswer } from '@kanca/sender';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { valid } from '../../http/valid.pipe.js';
import { hypotheticalEventSchema, whyQuerySchema, whySchema } from './why.schema.js';

const TAG = 'Subscriptions';

@Controller('api/v1/subscriptions')
export class WhyController {
  constructor(private readonly why: DeliveryExplainer) {}

  @Get(':id/why')
  @Operation({
    summary: 'Why the subscription heard of an event, or did not, or will later',
    tag: TAG,
    scope: 'read',
    query: whyQuerySchema,
    response: whySchema,
  })
  ofEvent(
    @Param('id') id: string,
    @Query(valid(whyQuerySchema)) { event }: z.infer<typeof whyQuerySchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<WhyAnswer> {
    return this.why.ofEvent(tenancy.visible, id, event);
  }

  @Post(':id/why')
  @Operation({
    summary: 'Why the subscription would hear of an event that nobody has published, or would not',
    tag: TAG,
    scope: 'read',
    body: hypotheticalEventSchema,
    response: whySchema,
  })
  ofHypothetical(
    @Param('id') id: string,
    @Body(valid(hypotheticalEventSchema)) event: z.infer<typeof hypotheticalEventSchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<WhyAnswer> {
    return this.why.ofHypothetical(tenancy.visible, id, { ...event, data: event.data });
  }
}
