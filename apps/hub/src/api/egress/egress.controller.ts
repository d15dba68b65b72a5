import type { Page } from '@kanca/dispatch/operator';
import { BlockedCallRecord, type BlockedCalls } from '@kanca/sender/management';
import { Controller, Get, Query } from '@nestjs/common';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { BlockedCallsView } from './blocked-calls.dto.js';
import { PageQuery, pageOf } from '../../dto/page.js';

@Controller('api/v1/egress')
export class EgressController {
  constructor(private readonly record: BlockedCallRecord) {}

  @Get('blocked')
  @Operation({
    summary: 'List the calls that the egress guard refused, the latest first',
    tag: 'Egress',
    scope: 'read',
    query: PageQuery,
    response: pageOf(BlockedCallsView),
  })
  blocked(@Query() page: PageQuery, @CallerTenancy() tenancy: Tenancy): Promise<Page<BlockedCalls>> {
    return this.record.list(tenancy.visible, page);
  }
}
