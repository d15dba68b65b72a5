import { AspnetFilters, type AspnetFilter } from '@kanca/sender/management';
import { Controller, Get, UseFilters } from '@nestjs/common';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { AspnetProblemFilter } from './aspnet-problem.filter.js';
import { AspnetFilterView } from './aspnet.dto.js';
import { list } from '../../dto/kinds/list.js';
import { nested } from '../../dto/kinds/nested.js';

@Controller('api/webhooks/filters')
@UseFilters(AspnetProblemFilter)
export class AspnetFiltersController {
  constructor(private readonly filters: AspnetFilters) {}

  @Get()
  @Operation({
    summary: 'List what there is to listen to, as ASP.NET WebHooks does',
    tag: 'ASP.NET WebHooks',
    scope: 'read',
    response: list(nested(() => AspnetFilterView)),
  })
  list(@CallerTenancy() tenancy: Tenancy): Promise<readonly AspnetFilter[]> {
    return this.filters.list(tenancy.choose(undefined));
  }
}
