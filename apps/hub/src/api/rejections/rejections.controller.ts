import { toId, uuidOf } from '@kanca/core';
import { RejectionLog, ReVerification, type Rejection } from '@kanca/receivers';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { LOOKS_AT_MANY_MS, Operation } from '../../http/operation.decorator.js';
import { ReVerified, ReVerify } from './re-verify.dto.js';
import { RejectionDetail, RejectionQuery, RejectionView } from './rejection.dto.js';
import { pageOf } from '../../dto/page.js';

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
    query: RejectionQuery,
    response: pageOf(RejectionView),
  })
  async list(
    @Query() { source, cursor, ...query }: RejectionQuery,
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
    body: ReVerify,
    response: ReVerified,
    deadlineMs: LOOKS_AT_MANY_MS,
  })
  async reVerify(
    @Body() { filter: { source, ...filter }, dryRun }: ReVerify,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<ReVerified> {
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
    response: RejectionDetail,
  })
  async get(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<object> {
    const rejection = await this.rejections.get(tenancy.visible, uuidOf('rej', id));
    return { ...viewOf(rejection), bodyBase64: rejection.body.toString('base64') };
  }
}

function viewOf({ id, sourceId, sourceUri, body: _body, sealedRequest: _sealed, ...rejection }: Rejection): object {
  return { id: toId('rej', id), source: { id: toId('src', sourceId), uri: sourceUri }, ...rejection };
}
