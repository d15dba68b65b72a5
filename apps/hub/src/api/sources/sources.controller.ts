import { KancaError, toId, uuidOf } from '@kanca/core';
import {
  HandedOverSecrets,
  SourceActivity,
  Sources,
  type ActivityView,
  type RevealedSecret,
  type SourceView,
} from '@kanca/receivers';
import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { IfMatch } from '../../http/versions.js';
import { Operation } from '../../http/operation.decorator.js';
import { SourceTester, type SourceTestResult } from './source-tester.js';
import { SourceUrls } from './source-urls.js';
import { AddSourceSecret, AwaitSecret, HandedOverSecret } from './source-secret.dto.js';
import { SourceTestAnswer, TestSource } from './source-test.dto.js';
import { CreateSource, PatchSource, SourceDetail, SourceQuery, SourceSecretView, WatchSource } from './source.dto.js';
import { pageOf } from '../../dto/page.js';

type SourceAnswer = Omit<SourceView, 'uri'> & ActivityView & { readonly url: string };

const TAG = 'Sources';

@Controller('api/v1/sources')
export class SourcesController {
  constructor(
    private readonly sources: Sources,
    private readonly activity: SourceActivity,
    private readonly handedOver: HandedOverSecrets,
    private readonly urls: SourceUrls,
    private readonly tester: SourceTester,
  ) {}

  @Post()
  @Operation({
    summary: 'Make a source; without a secret its URL answers 503 until it has one',
    tag: TAG,
    scope: 'manage',
    status: 201,
    body: CreateSource,
    response: SourceDetail,
  })
  async create(
    @Body() { tenant, id, name, ...draft }: CreateSource,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<SourceAnswer> {
    return this.view(await this.sources.create(tenancy.choose(tenant), { ...draft, name: id ?? name ?? null }));
  }

  @Get()
  @Operation({
    summary: 'List sources, oldest first',
    tag: TAG,
    scope: 'read',
    query: SourceQuery,
    response: pageOf(SourceDetail),
  })
  async list(
    @Query() { limit, cursor, provider, name }: SourceQuery,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<{ data: SourceAnswer[]; nextCursor: string | null }> {
    const after = cursor === undefined ? undefined : cursorUuid(cursor);
    const page = await this.sources.list(tenancy.visible, { limit, cursor: after, provider, name });
    const activityOf = await this.activity.viewsOf(page.data.map(({ id }) => id));
    return {
      data: page.data.map((source) => this.viewWith(source, activityOf(source.id))),
      nextCursor: page.nextCursor === null ? null : toId('src', page.nextCursor),
    };
  }

  @Get(':id')
  @Operation({ summary: 'Show a source', tag: TAG, scope: 'read', response: SourceDetail, versioned: true })
  async get(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<SourceAnswer> {
    return this.view(await this.sources.get(tenancy.visible, uuidOf('src', id)));
  }

  @Patch(':id')
  @Operation({
    summary: 'Change a source',
    tag: TAG,
    scope: 'manage',
    body: PatchSource,
    response: SourceDetail,
    versioned: true,
  })
  async patch(
    @Param('id') id: string,
    @Body() patch: PatchSource,
    @IfMatch() expected: Date | undefined,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<SourceAnswer> {
    return this.view(await this.sources.patch(tenancy.visible, uuidOf('src', id), patch, expected));
  }

  @Put(':id/watch')
  @Operation({
    summary: 'Tell by kanca.source.silent when nothing has come from it for a while',
    tag: TAG,
    scope: 'manage',
    body: WatchSource,
    response: SourceDetail,
  })
  async watch(
    @Param('id') id: string,
    @Body() { silentAfterSeconds }: WatchSource,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<SourceAnswer> {
    const uuid = uuidOf('src', id);
    await this.activity.watch(tenancy.visible, uuid, silentAfterSeconds);
    return this.view(await this.sources.get(tenancy.visible, uuid));
  }

  @Delete(':id')
  @Operation({ summary: 'Remove a source; its events stay', tag: TAG, scope: 'manage', status: 204, versioned: true })
  remove(
    @Param('id') id: string,
    @IfMatch() expected: Date | undefined,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<void> {
    return this.sources.delete(tenancy.visible, uuidOf('src', id), expected);
  }

  @Post(':id/secrets')
  @Operation({
    summary: 'Add the newest secret; the others stay good until they are removed',
    tag: TAG,
    scope: 'manage',
    status: 201,
    body: AddSourceSecret,
    response: SourceSecretView,
  })
  addSecret(
    @Param('id') id: string,
    @Body() { secret }: AddSourceSecret,
    @CallerTenancy() tenancy: Tenancy,
  ): ReturnType<Sources['addSecret']> {
    return this.sources.addSecret(tenancy.visible, uuidOf('src', id), secret);
  }

  @Post(':id/await-secret')
  @Operation({
    summary: 'Wait some minutes for the secret that the provider hands over with its first request (Asana, Notion)',
    tag: TAG,
    scope: 'manage',
    body: AwaitSecret,
    response: SourceDetail,
  })
  async awaitSecret(
    @Param('id') id: string,
    @Body() { minutes }: AwaitSecret,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<SourceAnswer> {
    return this.view(await this.sources.awaitSecret(tenancy.visible, uuidOf('src', id), minutes));
  }

  @Post(':id/secrets/handed-over/reveal')
  @Operation({
    summary:
      'Show, once and within a day, a secret that the provider handed over and asks for on its own page (Notion)',
    tag: TAG,
    scope: 'manage',
    response: HandedOverSecret,
  })
  reveal(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<RevealedSecret> {
    return this.handedOver.reveal(tenancy.visible, uuidOf('src', id));
  }

  @Delete(':id/secrets/:sid')
  @Operation({ summary: 'Remove a secret', tag: TAG, scope: 'manage', status: 204 })
  removeSecret(@Param('id') id: string, @Param('sid') sid: string, @CallerTenancy() tenancy: Tenancy): Promise<void> {
    return this.sources.removeSecret(tenancy.visible, uuidOf('src', id), sid);
  }

  @Post(':id/test')
  @Operation({
    summary: 'Send a sample event through the front door: genuine, or wrong in one way',
    tag: TAG,
    scope: 'manage',
    body: TestSource,
    response: SourceTestAnswer,
    deadlineMs: null,
  })
  test(
    @Param('id') id: string,
    @Body() body: TestSource,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<SourceTestResult> {
    return this.tester.test(tenancy.visible, uuidOf('src', id), body);
  }

  private async view(source: SourceView): Promise<SourceAnswer> {
    return this.viewWith(source, (await this.activity.viewsOf([source.id]))(source.id));
  }

  private viewWith({ uri, ...source }: SourceView, activity: ActivityView): SourceAnswer {
    return { ...source, ...activity, id: toId('src', source.id), url: this.urls.of(uri) };
  }
}

function cursorUuid(cursor: string): string {
  try {
    return uuidOf('src', cursor);
  } catch (error) {
    throw new KancaError('invalid_request', 'cursor: expected the nextCursor of the page before.', { cause: error });
  }
}
