import { SubscriptionSecrets, type SecretView } from '@kanca/sender';
import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import type { z } from 'zod';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { valid } from '../../http/valid.pipe.js';
import {
  addedSecretSchema,
  addSecretSchema,
  expireSecretSchema,
  secretsSchema,
} from '../signing-keys/secret.schema.js';

const TAG = 'Subscriptions';

@Controller('api/v1/subscriptions/:id/secrets')
export class SubscriptionSecretsController {
  constructor(private readonly secrets: SubscriptionSecrets) {}

  @Get()
  @Operation({
    summary: 'List the secrets that sign, and when each was last used; never the secrets themselves',
    tag: TAG,
    scope: 'read',
    response: secretsSchema,
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
    body: addSecretSchema,
    response: addedSecretSchema,
  })
  add(
    @Param('id') id: string,
    @Body(valid(addSecretSchema)) { secret, expiresAt }: z.infer<typeof addSecretSchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<SecretView & { readonly secret: string }> {
    return this.secrets.add(tenancy.visible, id, { secret, expiresAt: dateOf(expiresAt) });
  }

  @Patch(':sid')
  @Operation({
    summary: 'Say when a secret stops signing',
    tag: TAG,
    scope: 'manage',
    body: expireSecretSchema,
    response: secretsSchema,
  })
  async expire(
    @Param('id') id: string,
    @Param('sid') sid: string,
    @Body(valid(expireSecretSchema)) { expiresAt }: z.infer<typeof expireSecretSchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<{ readonly data: readonly SecretView[] }> {
    return { data: await this.secrets.expire(tenancy.visible, id, sid, dateOf(expiresAt)) };
  }

  @Delete(':sid')
  @Operation({ summary: 'Revoke a secret: from now on it signs nothing', tag: TAG, scope: 'manage', status: 204 })
  revoke(@Param('id') id: string, @Param('sid') sid: string, @CallerTenancy() tenancy: Tenancy): Promise<void> {
    return this.secrets.revoke(tenancy.visible, id, sid);
  }
}

function dateOf(text: string | null | undefined): Date | null {
  return text === null || text === undefined ? null : new Date(text);
}
