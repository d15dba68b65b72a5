import { DeliveryQueries, DeliveryControl, type DeliverySummary, type Page } from '@kanca/dispatch';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { valid } from '../../http/valid.pipe.js';
import { attemptSchema, deliveryQuerySchema, deliverySchema } from './delivery.schema.js';
import { pageOfSchema } from '../schemas/page.schema.js';

const TAG = 'Deliveries';

@Controller('api/v1/deliveries')
export class DeliveriesController {
  constructor(
    private readonly deliveries: DeliveryQueries,
    private readonly control: DeliveryControl,
  ) {}

  @Get()
  @Operation({
    summary: 'List deliveries, newest first',
    tag: TAG,
    scope: 'read',
    query: deliveryQuerySchema,
    response: pageOfSchema(deliverySchema),
  })
  list(
    @Query(valid(deliveryQuerySchema)) query: z.infer<typeof deliveryQuerySchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<Page<DeliverySummary>> {
    return this.deliveries.list({ ...query, tenant: tenancy.visible });
  }

  @Get(':id')
  @Operation({
    summary: 'Show a delivery with its attempts',
    tag: TAG,
    scope: 'read',
    response: deliverySchema.extend({
      attempts: z.array(attemptSchema),
    }),
  })
  get(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): ReturnType<DeliveryQueries['get']> {
    return this.deliveries.get(id, tenancy.visible);
  }

  @Post(':id/retry')
  @Operation({ summary: 'Make one more attempt now', tag: TAG, scope: 'manage', status: 202, response: deliverySchema })
  retry(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<DeliverySummary> {
    return this.control.retry(id, tenancy.visible);
  }

  @Post(':id/cancel')
  @Operation({ summary: 'Cancel a waiting delivery', tag: TAG, scope: 'manage', response: deliverySchema })
  cancel(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<DeliverySummary> {
    return this.control.cancel(id, tenancy.visible);
  }
}
