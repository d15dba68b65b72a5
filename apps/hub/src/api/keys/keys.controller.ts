import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { valid } from '../../http/valid.pipe.js';
import { ApiKeys, type ApiKeyView } from '../../keys/api-keys.js';
import { SCOPES } from '../../keys/scope.js';
import { tenantSchema } from '../schemas/tenant.schema.js';

const createKeySchema = z
  .strictObject({
    name: z.string().min(1).max(100),
    scopes: z.array(z.enum(SCOPES)).min(1),
    tenant: tenantSchema.optional().describe('Binds the key to one tenant.'),
  })
  .meta({ id: 'CreateKey' });

const keySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    tenant: z.string().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'ApiKey' });

const TAG = 'Keys';

@Controller('api/v1/keys')
export class KeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Post()
  @Operation({
    summary: 'Make an API key; it is shown this once',
    tag: TAG,
    scope: 'admin',
    status: 201,
    body: createKeySchema,
    response: keySchema.extend({ key: z.string() }),
  })
  create(
    @Body(valid(createKeySchema)) body: z.infer<typeof createKeySchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<ApiKeyView & { key: string }> {
    return this.keys.create(body.name, body.scopes, tenancy.bind(body.tenant));
  }

  @Get()
  @Operation({
    summary: 'List API keys',
    tag: TAG,
    scope: 'admin',
    response: z.object({ data: z.array(keySchema), nextCursor: z.null() }),
  })
  async list(@CallerTenancy() tenancy: Tenancy): Promise<{ data: readonly ApiKeyView[]; nextCursor: null }> {
    return { data: await this.keys.list(tenancy.visible), nextCursor: null };
  }

  @Delete(':id')
  @Operation({ summary: 'Revoke an API key', tag: TAG, scope: 'admin', status: 204 })
  revoke(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<void> {
    return this.keys.revoke(id, tenancy.visible);
  }
}
