import { KancaError, toId, uuidOf } from '@kanca/core';
import {
  HandedOverSecrets,
  SAMPLE_MODES,
  SourceActivity,
  Sources,
  type ActivityView,
  type RevealedSecret,
  type SourceView,
} from '@kanca/receivers';
import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { valid } from '../../http/valid.pipe.js';
import { SourceTester, type SourceTestResult } from './source-tester.js';
import { SourceUrls } from './source-urls.js';
import { pageOfSchema, pageQuerySchema } from '../schemas/page.schema.js';
import { tenantSchema } from '../schemas/tenant.schema.js';

const secretSchema = z
  .object({
    sid: z.string(),
    createdAt: z.iso.datetime(),
    handedOverFrom: z
      .string()
      .nullable()
      .describe('The address that it came from, of one that the provider handed over.'),
  })
  .meta({ id: 'SourceSecret' });

const sourceSchema = z
  .object({
    id: z.string(),
    tenant: z.string(),
    provider: z.string(),
    name: z.string().nullable(),
    url: z.string().describe('What to enter at the provider.'),
    state: z
      .enum(['ready', 'needs_secret', 'needs_key'])
      .describe(
        'needs_key: it has secrets, and this hub lacks the encryption key that opens them. Only ready accepts requests.',
      ),
    missingKeys: z
      .array(z.string())
      .describe('The ids of the encryption keys that this hub lacks for secrets of the source.'),
    origin: z.enum(['file', 'api']),
    assurance: z.string().nullable(),
    unsigned: z
      .array(z.enum(['id', 'type']))
      .describe(
        'What of an event the provider does not sign, though it signs the body: whoever has a genuine request can send it with another one.',
      ),
    secrets: z.array(secretSchema),
    options: z.record(z.string(), z.unknown()),
    awaitsSecretUntil: z.iso
      .datetime()
      .nullable()
      .describe('Until when it takes a secret that its provider hands over; see POST …/await-secret.'),
    lastEventAt: z.iso.datetime().nullable().describe('To some seconds.'),
    silentAfterSeconds: z.int().nullable().describe('When kanca.source.silent is told of it; see PUT …/watch.'),
    silentSince: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Source' });

const createSourceSchema = z
  .object({
    provider: z.string().min(1).max(64),
    id: z.string().min(1).max(100).optional().describe('The last part of its URL; also called name.'),
    name: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe(
        'The last part of its URL. Without one: the URL of the provider alone, or in other tenants than `default` a random name.',
      ),
    secrets: z.array(z.string()).optional().describe('Newest first.'),
    options: z.record(z.string(), z.unknown()).optional(),
    tenant: tenantSchema.optional(),
  })
  .catchall(z.unknown())
  .meta({ id: 'CreateSource' });

const sourceQuerySchema = pageQuerySchema.extend({
  provider: z.string().max(64).optional().describe('Only sources of this provider.'),
  name: z
    .string()
    .max(100)
    .optional()
    .describe('Only sources of this name, the last part of their URL; `default` for those without one.'),
});

const patchSourceSchema = z
  .strictObject({
    name: z.string().min(1).max(100).nullable().optional(),
    options: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'PatchSource' });

const addSecretSchema = z.strictObject({ secret: z.string().min(1) });

const awaitSecretSchema = z.strictObject({
  minutes: z
    .int()
    .min(1)
    .max(60)
    .default(15)
    .describe('How long it waits. Whoever sends a secret in that time owns the source.'),
});

const testSchema = z.strictObject({
  event: z.string().optional().describe('One of the samples of the provider.'),
  mode: z.enum(SAMPLE_MODES).default('valid'),
  data: z.unknown().optional().describe("Instead of the sample's own body."),
});

const testResultSchema = z
  .object({
    status: z.int(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    signedWith: z
      .enum(['secret', 'test-key'])
      .describe(
        "`test-key`: only the provider has the private key, so one was made for this call. It says nothing about the provider's own key.",
      ),
    request: z.object({
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
    }),
  })
  .meta({ id: 'SourceTestResult' });

const watchSchema = z.strictObject({
  silentAfterSeconds: z
    .int()
    .min(60)
    .max(31_536_000)
    .nullable()
    .describe('Tell of it when nothing has come for so long; null ends that.'),
});

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
    body: createSourceSchema,
    response: sourceSchema,
  })
  async create(
    @Body(valid(createSourceSchema)) { tenant, id, name, ...draft }: z.infer<typeof createSourceSchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<SourceAnswer> {
    return this.view(await this.sources.create(tenancy.choose(tenant), { ...draft, name: id ?? name ?? null }));
  }

  @Get()
  @Operation({
    summary: 'List sources, oldest first',
    tag: TAG,
    scope: 'read',
    query: sourceQuerySchema,
    response: pageOfSchema(sourceSchema),
  })
  async list(
    @Query(valid(sourceQuerySchema)) { limit, cursor, provider, name }: z.infer<typeof sourceQuerySchema>,
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
  @Operation({ summary: 'Show a source', tag: TAG, scope: 'read', response: sourceSchema })
  async get(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<SourceAnswer> {
    return this.view(await this.sources.get(tenancy.visible, uuidOf('src', id)));
  }

  @Patch(':id')
  @Operation({ summary: 'Change a source', tag: TAG, scope: 'manage', body: patchSourceSchema, response: sourceSchema })
  async patch(
    @Param('id') id: string,
    @Body(valid(patchSourceSchema)) patch: z.infer<typeof patchSourceSchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<SourceAnswer> {
    return this.view(await this.sources.patch(tenancy.visible, uuidOf('src', id), patch));
  }

  @Put(':id/watch')
  @Operation({
    summary: 'Tell by kanca.source.silent when nothing has come from it for a while',
    tag: TAG,
    scope: 'manage',
    body: watchSchema,
    response: sourceSchema,
  })
  async watch(
    @Param('id') id: string,
    @Body(valid(watchSchema)) { silentAfterSeconds }: z.infer<typeof watchSchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<SourceAnswer> {
    const uuid = uuidOf('src', id);
    await this.activity.watch(tenancy.visible, uuid, silentAfterSeconds);
    return this.view(await this.sources.get(tenancy.visible, uuid));
  }

  @Delete(':id')
  @Operation({ summary: 'Remove a source; its events stay', tag: TAG, scope: 'manage', status: 204 })
  remove(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<void> {
    return this.sources.delete(tenancy.visible, uuidOf('src', id));
  }

  @Post(':id/secrets')
  @Operation({
    summary: 'Add the newest secret; the others stay good until they are removed',
    tag: TAG,
    scope: 'manage',
    status: 201,
    body: addSecretSchema,
    response: secretSchema,
  })
  addSecret(
    @Param('id') id: string,
    @Body(valid(addSecretSchema)) { secret }: z.infer<typeof addSecretSchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): ReturnType<Sources['addSecret']> {
    return this.sources.addSecret(tenancy.visible, uuidOf('src', id), secret);
  }

  @Post(':id/await-secret')
  @Operation({
    summary: 'Wait some minutes for the secret that the provider hands over with its first request (Asana, Notion)',
    tag: TAG,
    scope: 'manage',
    body: awaitSecretSchema,
    response: sourceSchema,
  })
  async awaitSecret(
    @Param('id') id: string,
    @Body(valid(awaitSecretSchema)) { minutes }: z.infer<typeof awaitSecretSchema>,
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
    response: z.object({ sid: z.string(), secret: z.string() }),
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
    body: testSchema,
    response: testResultSchema,
    deadlineMs: null,
  })
  test(
    @Param('id') id: string,
    @Body(valid(testSchema)) body: z.infer<typeof testSchema>,
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
