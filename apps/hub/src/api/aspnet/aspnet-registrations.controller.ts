import { AspnetRegistrations, type AspnetRegistration } from '@kanca/sender/management';
import { Body, Controller, Delete, Get, Param, Post, Put, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { AspnetProblemFilter } from './aspnet-problem.filter.js';
import { AspnetRegistrationView, WantedAspnetRegistration } from './aspnet.dto.js';
import { StorablePipe } from '../../http/storable.pipe.js';
import { list } from '../../dto/kinds/list.js';
import { nested } from '../../dto/kinds/nested.js';

const TAG = 'ASP.NET WebHooks';

/** The registrations API of ASP.NET WebHooks, with its bodies and status codes. Source: Microsoft.AspNet.WebHooks.Custom.Api. */
@Controller('api/webhooks/registrations')
@UseFilters(AspnetProblemFilter)
export class AspnetRegistrationsController {
  constructor(private readonly registrations: AspnetRegistrations) {}

  @Get()
  @Operation({
    summary: "List the tenant's registrations",
    tag: TAG,
    scope: 'read',
    response: list(nested(() => AspnetRegistrationView)),
  })
  list(@CallerTenancy() tenancy: Tenancy): Promise<readonly AspnetRegistration[]> {
    return this.registrations.list(tenancy.choose(undefined));
  }

  @Get(':id')
  @Operation({ summary: 'Show a registration', tag: TAG, scope: 'read', response: AspnetRegistrationView })
  get(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<AspnetRegistration> {
    return this.registrations.get(tenancy.choose(undefined), id);
  }

  @Post()
  @Operation({
    summary: 'Register an address, once it has given the echo; the secret is shown this once',
    tag: TAG,
    scope: 'manage',
    status: 201,
    body: WantedAspnetRegistration,
    response: AspnetRegistrationView,
  })
  async create(
    @Body(StorablePipe) body: unknown,
    @CallerTenancy() tenancy: Tenancy,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AspnetRegistration> {
    const registration = await this.registrations.create(tenancy.choose(undefined), body);
    void reply.header('location', `/api/webhooks/registrations/${registration.Id}`);
    return registration;
  }

  @Put(':id')
  @Operation({
    summary: 'Make a registration be what is given, once its address has given the echo',
    tag: TAG,
    scope: 'manage',
    body: WantedAspnetRegistration,
  })
  update(@Param('id') id: string, @Body(StorablePipe) body: unknown, @CallerTenancy() tenancy: Tenancy): Promise<void> {
    return this.registrations.update(tenancy.choose(undefined), id, body);
  }

  @Delete(':id')
  @Operation({ summary: 'Remove a registration', tag: TAG, scope: 'manage' })
  remove(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<void> {
    return this.registrations.remove(tenancy.choose(undefined), id);
  }

  @Delete()
  @Operation({ summary: "Remove all of the tenant's registrations", tag: TAG, scope: 'manage' })
  removeAll(@CallerTenancy() tenancy: Tenancy): Promise<void> {
    return this.registrations.removeAll(tenancy.choose(undefined));
  }
}
