import { toId, uuidOf } from '@kanca/core';
import { RejectionLog, ReVerification, type Rejection } from '@kanca/receivers';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { LOOKS_AT_MANY_MS, Operation } from '../../http/operation.decorator.js';
import { valid } from '../../http/valid.pipe.js';
import { pageOfSchema, pageQuerySchema, timeSchema } from '../schemas/page.schema.js';

const rejectionQuerySchema = pageQuerySchema.extend({
  source: z.string().optional().describe('src_…'),
  provider: z.string().optional(),
  code: z.string().optional(),
  since: timeSchema.optional(),
  until: timeSchema.optional(),
});

const rejectionSchema = z
  .object({
    id: z.string(),
    source: z.object({ id: z.string(), uri: z.string() }),
    tenant: z.string(),
    provider: z.string(),
    receivedAt: z.iso.datetime(),
    requestId: z.string(),
    network: z
      .string()
      .describe(
        'Where it came from: an IPv4 address, or the first 64 bits of an IPv6 address. Empty for those from before.',
      ),
    status: z.int(),
    code: z.string(),
    reason: z.string().describe('The precise reason, which the caller was not told.'),
    diagnosis: z.string().describe('What to do about it.'),
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    bodyBytes: z.int(),
    unrecorded: z.int().describe('Refusals of the source since the last one that was kept.'),
  })
  .meta({ id: 'Rejection' });

const rejectionDetailSchema = rejectionSchema.extend({
  bodyBase64: z.string().describe('The first 256 KiB.'),
});

const reVerifySchema = z
  .strictObject({
    filter: z
      .strictObject({
        source: z.string().optional().describe('src_…'),
        provider: z.string().optional(),
        code: z.string().optional(),
        since: timeSchema.optional(),
        until: timeSchema.optional(),
      })
      .default({}),
    dryRun: z.boolean().default(false).describe('Only says what would become of them.'),
  })
  .meta({ id: 'ReVerify' });

const reVerifiedSchema = z
  .object({
    examined: z.int(),
    accepted: z.int(),
    refused: z.int(),
    incomplete: z.int().describe('Too large to have been kept whole.'),
    data: z.array(
      z.object({
        id: z.string(),
        outcome: z.enum(['accepted', 'refused', 'incomplete']),
        diagnosis: z.string().nullable(),
        events: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'ReVerified' });

const TAG = 'Rejections';

@Controller('api/v1/rejections')
export class RejectionsController {
  constructor(
    private readonly rejections: RejectionLog,
    private readonly reVerification: ReVerification,
  ) {}

  @Get()
  @Operation({
    summary: 'List refused requests with the reasons, newest first',
    tag: TAG,
    scope: 'read',
    query: rejectionQuerySchema,
    response: pageOfSchema(rejectionSchema),
  })
  async list(
    @Query(valid(rejectionQuerySchema)) { source, cursor, ...query }: z.infer<typeof rejectionQuerySchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<object> {
    const page = await this.rejections.list({
      ...query,
      tenant: tenancy.visible,
      cursor: cursor === undefined ? undefined : uuidOf('rej', cursor),
      sourceId: source === undefined ? undefined : uuidOf('src', source),
    });
    return {
      data: page.data.map(viewOf),
      nextCursor: page.nextCursor === null ? null : toId('rej', page.nextCursor),
    };
  }

  @Post('re-verify')
  @HttpCode(200)
  @Operation({
    summary: 'Try refused requests again, after a secret or the public URL was mended',
    tag: TAG,
    scope: 'manage',
    body: reVerifySchema,
    response: reVerifiedSchema,
    deadlineMs: LOOKS_AT_MANY_MS,
  })
  async reVerify(
    @Body(valid(reVerifySchema)) { filter: { source, ...filter }, dryRun }: z.infer<typeof reVerifySchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<z.infer<typeof reVerifiedSchema>> {
    const sourceId = source === undefined ? undefined : uuidOf('src', source);
    const taken = await this.reVerification.run({ ...filter, sourceId, tenant: tenancy.visible }, dryRun);
    const count = (wanted: string): number => taken.filter(({ outcome }) => outcome === wanted).length;
    return {
      examined: taken.length,
      accepted: count('accepted'),
      refused: count('refused'),
      incomplete: count('incomplete'),
      data: taken.map(({ id, eventIds, ...rest }) => ({
        id: toId('rej', id),
        ...rest,
        events: eventIds.map((eventId) => toId('evt', eventId)),
      })),
    };
  }

  @Get(':id')
  @Operation({
    summary: 'Show a refused request with its diagnosis',
    tag: TAG,
    scope: 'read',
    response: rejectionDetailSchema,
  })
  async get(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<object> {
    const rejection = await this.rejections.get(tenancy.visible, uuidOf('rej', id));
    return { ...viewOf(rejection), bodyBase64: rejection.body.toString('base64') };
  }
}

function viewOf({ id, sourceId, sourceUri, body: _body, sealedRequest: _sealed, ...rejection }: Rejection): object {
  return { id: toId('rej', id), source: { id: toId('src', sourceId), uri: sourceUri }, ...rejection };
}
