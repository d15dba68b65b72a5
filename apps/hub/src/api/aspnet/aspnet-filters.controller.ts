import { AspnetFilters, type AspnetFilter } from '@kanca/sender';
import { Controller, Get, UseFilters } from '@nestjs/common';
import { z } from 'zod';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { AspnetProblemFilter } from './aspnet-problem.filter.js';
import { aspnetFilterSchema } from './aspnet.schema.js';

@Controller('api/webhooks/filters')
@UseFilters(AspnetProblemFilter)
export class AspnetFiltersController {
  constructor(private readonly filters: AspnetFilters) {}

  @Get()
  @Operation({
    summary: 'List what there is to listen to, as ASP.NET WebHooks does',
    tag: 'ASP.NET WebHooks',
    scope: 'read',
    response: z.array(aspnetFilterSchema),
  })
  list(@CallerTenancy() tenancy: Tenancy): Promise<readonly AspnetFilter[]> {
    return this.filters.list(tenancy.choose(undefined));
  }
}
