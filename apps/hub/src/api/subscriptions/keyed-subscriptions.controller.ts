import { KeyedSubscriptions, type Subscription } from '@kanca/sender';
import { Body, Controller, Param, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { FilterWarnings, type Warned } from './filter-warnings.js';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { KeyedSubscription } from './subscription-view.dto.js';
import { PutSubscription } from './subscription.dto.js';

@Controller('api/v1/subscriptions')
export class KeyedSubscriptionsController {
  constructor(
    private readonly keyed: KeyedSubscriptions,
    private readonly warnings: FilterWarnings,
  ) {}

  @Put('by-key/:key')
  @Operation({
    summary: 'Make the subscription with this key (201, with its secret), or change it (200); what is left out stays',
    tag: 'Subscriptions',
    scope: 'manage',
    body: PutSubscription,
    response: KeyedSubscription,
  })
  async put(
    @Param('key') key: string,
    @Body() { tenant, ...input }: PutSubscription,
    @CallerTenancy() tenancy: Tenancy,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Subscription & Warned> {
    const { subscription, isNew } = await this.keyed.put(tenancy.choose(tenant), { ...input, key });
    void reply.status(isNew ? 201 : 200);
    return this.warnings.on(subscription);
  }
}
