import { uuidOf } from '@kanca/core';
import { DeliveryQueries, HeldDeliveries, type AttemptView, type Backlog, type Page } from '@kanca/dispatch/operator';
import {
  SubscriptionFinder,
  Subscriptions,
  SubscriptionSecrets,
  SubscriptionStates,
  type Subscription,
  type SubscriptionWithSecret,
} from '@kanca/sender';
import { SigningKeys, type PublicKeyView } from '@kanca/sender/management';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { FilterWarnings, type Warned } from './filter-warnings.js';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { IfMatch } from '../../http/versions.js';
import { Operation } from '../../http/operation.decorator.js';
import { AttemptDetail } from '../deliveries/delivery.dto.js';
import { Resume } from '../handlers/resume.dto.js';
import { RotateSecret } from './subscription-secret.dto.js';
import {
  CreatedSubscription,
  ResumedSubscription,
  SubscriptionView,
  SubscriptionWithSecretView,
  WarnedSubscription,
} from './subscription-view.dto.js';
import { CreateSubscription, PatchSubscription, SubscriptionQuery } from './subscription.dto.js';
import { PageQuery, pageOf } from '../../dto/page.js';

const TAG = 'Subscriptions';

@Controller('api/v1/subscriptions')
export class SubscriptionsController {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly states: SubscriptionStates,
    private readonly secrets: SubscriptionSecrets,
    private readonly signingKeys: SigningKeys,
    private readonly finder: SubscriptionFinder,
    private readonly deliveries: DeliveryQueries,
    private readonly hold: HeldDeliveries,
    private readonly warnings: FilterWarnings,
  ) {}

  @Post()
  @Operation({
    summary: 'Subscribe a URI; the secret is shown this once',
    tag: TAG,
    scope: 'manage',
    status: 201,
    body: CreateSubscription,
    response: CreatedSubscription,
  })
  async create(
    @Body() { tenant, ...input }: CreateSubscription,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<SubscriptionWithSecret & Warned> {
    return this.warnings.on(await this.subscriptions.create(tenancy.choose(tenant), input));
  }

  @Get()
  @Operation({
    summary: 'List subscriptions, newest first: all, or those with a key, in a state, or that hear of an event type',
    tag: TAG,
    scope: 'read',
    query: SubscriptionQuery,
    response: pageOf(SubscriptionView),
  })
  list(@Query() query: SubscriptionQuery, @CallerTenancy() tenancy: Tenancy): Promise<Page<Subscription>> {
    return this.finder.find({ ...query, tenant: tenancy.visible });
  }

  @Get(':id')
  @Operation({
    summary: 'Show a subscription',
    tag: TAG,
    scope: 'read',
    response: WarnedSubscription,
    versioned: true,
  })
  async get(
    @Param('id') id: string,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<Subscription & Warned & { publicKeys?: readonly PublicKeyView[] }> {
    const subscription = await this.warnings.on(await this.subscriptions.get(tenancy.visible, id));
    if (!subscription.signatures.includes('v1a')) return subscription;
    return { ...subscription, publicKeys: await this.signingKeys.list(subscription.tenant) };
  }

  @Patch(':id')
  @Operation({
    summary: 'Change a subscription',
    tag: TAG,
    scope: 'manage',
    body: PatchSubscription,
    response: WarnedSubscription,
    versioned: true,
  })
  async patch(
    @Param('id') id: string,
    @Body() patch: PatchSubscription,
    @IfMatch() expected: Date | undefined,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<Subscription & Warned> {
    return this.warnings.on(await this.subscriptions.patch(tenancy.visible, id, patch, expected));
  }

  @Delete(':id')
  @Operation({
    summary: 'Remove a subscription and cancel what it has waiting',
    tag: TAG,
    scope: 'manage',
    status: 204,
    versioned: true,
  })
  remove(
    @Param('id') id: string,
    @IfMatch() expected: Date | undefined,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<void> {
    return this.subscriptions.remove(tenancy.visible, id, expected);
  }

  @Post(':id/pause')
  @Operation({ summary: 'Hold its deliveries', tag: TAG, scope: 'manage', response: SubscriptionView })
  pause(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<Subscription> {
    return this.states.pause(tenancy.visible, id);
  }

  @Post(':id/resume')
  @Operation({
    summary: 'Let held deliveries go out: all of them, or the newest only; at a rate, if that is wanted',
    tag: TAG,
    scope: 'manage',
    body: Resume,
    response: ResumedSubscription,
  })
  async resume(
    @Param('id') id: string,
    @Body() options: Resume,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<Subscription & { backlog: Backlog }> {
    await this.subscriptions.get(tenancy.visible, id);
    const { active, backlog } = await this.hold.release(uuidOf('sub', id), options, () =>
      this.states.resume(tenancy.visible, id),
    );
    return { ...active, backlog };
  }

  @Post(':id/rotate-secret')
  @Operation({
    summary: 'Make a new secret; the ones before sign on for a while',
    tag: TAG,
    scope: 'manage',
    body: RotateSecret,
    response: SubscriptionWithSecretView,
  })
  rotateSecret(
    @Param('id') id: string,
    @Body() { overlapSeconds, secret }: RotateSecret,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<SubscriptionWithSecret> {
    return this.secrets.rotate(tenancy.visible, id, {
      ...(overlapSeconds === undefined ? {} : { overlapMs: overlapSeconds * 1_000 }),
      ...(secret === undefined ? {} : { secret }),
    });
  }

  @Get(':id/attempts')
  @Operation({
    summary: 'List its attempts, newest first',
    tag: TAG,
    scope: 'read',
    query: PageQuery,
    response: pageOf(AttemptDetail),
  })
  async attempts(
    @Param('id') id: string,
    @Query() page: PageQuery,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<Page<AttemptView>> {
    await this.subscriptions.get(tenancy.visible, id);
    return this.deliveries.attemptsOf(uuidOf('sub', id), page);
  }
}
