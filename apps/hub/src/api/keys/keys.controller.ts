import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { ApiKeys, type ApiKeyView } from '../../keys/api-keys.js';
import { ApiKey, CreateKey, MadeKey } from './key.dto.js';
import { wholePageOf } from '../../dto/page.js';

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
    body: CreateKey,
    response: MadeKey,
  })
  create(@Body() body: CreateKey, @CallerTenancy() tenancy: Tenancy): Promise<ApiKeyView & { key: string }> {
    return this.keys.create(body.name, body.scopes, tenancy.bind(body.tenant));
  }

  @Get()
  @Operation({
    summary: 'List API keys',
    tag: TAG,
    scope: 'admin',
    response: wholePageOf(ApiKey),
  })
  async list(@CallerTenancy() tenancy: Tenancy): Promise<{ data: readonly ApiKeyView[]; nextCursor: null }> {
    return { data: await this.keys.list(tenancy.visible), nextCursor: null };
  }

  @Get(':id')
  @Operation({ summary: 'Show an API key, without the key itself', tag: TAG, scope: 'admin', response: ApiKey })
  get(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<ApiKeyView> {
    return this.keys.get(id, tenancy.visible);
  }

  @Delete(':id')
  @Operation({ summary: 'Revoke an API key', tag: TAG, scope: 'admin', status: 204 })
  revoke(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<void> {
    return this.keys.revoke(id, tenancy.visible);
  }
}
