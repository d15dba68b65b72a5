import type { Page } from '@kanca/dispatch';
import { BlockedCallRecord, type BlockedCalls } from '@kanca/sender';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { valid } from '../../http/valid.pipe.js';
import { pageOfSchema, pageQuerySchema } from '../schemas/page.schema.js';

const blockedCallsSchema = z
  .object({
    destination: z.string().describe('Host and port; empty for what was no URL.'),
    purpose: z.string().describe('save, deliver, test, verify, token, document, other'),
    reason: z.string().describe('url, scheme, userinfo, port, name, address, own_origin'),
    detail: z.string().nullable().describe('What the name resolved to. Not for keys that are bound to a tenant.'),
    tenant: z.string().nullable().describe("null for the hub's own calls."),
    subscription: z.string().nullable(),
    count: z.int(),
    firstAt: z.iso.datetime(),
    lastAt: z.iso.datetime(),
  })
  .meta({ id: 'BlockedCalls' });

@Controller('api/v1/egress')
export class EgressController {
  constructor(private readonly record: BlockedCallRecord) {}

  @Get('blocked')
  @Operation({
    summary: 'List the calls that the egress guard refused, the latest first',
    tag: 'Egress',
    scope: 'read',
    query: pageQuerySchema,
    response: pageOfSchema(blockedCallsSchema),
  })
  blocked(
    @Query(valid(pageQuerySchema)) page: z.infer<typeof pageQuerySchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<Page<BlockedCalls>> {
    return this.record.list(tenancy.visible, page);
  }
}
