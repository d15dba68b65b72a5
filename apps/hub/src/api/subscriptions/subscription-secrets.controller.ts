import { SubscriptionSecrets, type SecretView } from '@kanca/sender';
import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import {
  AddSubscriptionSecret,
  AddedSubscriptionSecret,
  ExpireSecret,
  SubscriptionSecretView,
} from './subscription-secret.dto.js';
import { dataOf } from '../../dto/page.js';

const TAG = 'Subscriptions';

@Controller('api/v1/subscriptions/:id/secrets')
export class SubscriptionSecretsController {
  constructor(private readonly secrets: SubscriptionSecrets) {}

  @Get()
  @Operation({
    summary: 'List the secrets that sign, and when each was last used; never the secrets themselves',
    tag: TAG,
    scope: 'read',
    response: dataOf(SubscriptionSecretView),
  })
  async list(
    @Param('id') id: string,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<{ readonly data: readonly SecretView[] }> {
    return { data: await this.secrets.list(tenancy.visible, id) };
  }

  @Post()
  @Operation({
    summary: 'Add a secret that signs beside the others; it is shown this once',
    tag: TAG,
    scope: 'manage',
    status: 201,
    body: AddSubscriptionSecret,
    response: AddedSubscriptionSecret,
  })
  add(
    @Param('id') id: string,
    @Body() { secret, expiresAt }: AddSubscriptionSecret,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<SecretView & { readonly secret: string }> {
    return this.secrets.add(tenancy.visible, id, { secret, expiresAt: expiresAt ?? null });
  }

  @Patch(':sid')
  @Operation({
    summary: 'Say when a secret stops signing',
    tag: TAG,
    scope: 'manage',
    body: ExpireSecret,
    response: dataOf(SubscriptionSecretView),
  })
  async expire(
    @Param('id') id: string,
    @Param('sid') sid: string,
    @Body() { expiresAt }: ExpireSecret,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<{ readonly data: readonly SecretView[] }> {
    return { data: await this.secrets.expire(tenancy.visible, id, sid, expiresAt) };
  }

  @Delete(':sid')
  @Operation({ summary: 'Revoke a secret: from now on it signs nothing', tag: TAG, scope: 'manage', status: 204 })
  revoke(@Param('id') id: string, @Param('sid') sid: string, @CallerTenancy() tenancy: Tenancy): Promise<void> {
    return this.secrets.revoke(tenancy.visible, id, sid);
  }
}
