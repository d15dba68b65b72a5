import { DeliveryQueries, DeliveryControl, type DeliverySummary, type SearchPage } from '@kanca/dispatch/operator';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { DeliveryDetail, DeliveryQuery, DeliveryView } from './delivery.dto.js';
import { searchPageOf } from '../../dto/page.js';

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
    query: DeliveryQuery,
    response: searchPageOf(DeliveryView),
  })
  list(@Query() query: DeliveryQuery, @CallerTenancy() tenancy: Tenancy): Promise<SearchPage<DeliverySummary>> {
    return this.deliveries.list({ ...query, tenant: tenancy.visible });
  }

  @Get(':id')
  @Operation({
    summary: 'Show a delivery with its attempts',
    tag: TAG,
    scope: 'read',
    response: DeliveryDetail,
  })
  get(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): ReturnType<DeliveryQueries['get']> {
    return this.deliveries.get(id, tenancy.visible);
  }

  @Post(':id/retry')
  @Operation({ summary: 'Make one more attempt now', tag: TAG, scope: 'manage', status: 202, response: DeliveryView })
  retry(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<DeliverySummary> {
    return this.control.retry(id, tenancy.visible);
  }

  @Post(':id/cancel')
  @Operation({ summary: 'Cancel a waiting delivery', tag: TAG, scope: 'manage', response: DeliveryView })
  cancel(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<DeliverySummary> {
    return this.control.cancel(id, tenancy.visible);
  }
}
