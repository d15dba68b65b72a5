import { KancaError } from '@kanca/core';
import { EndpointVerification, type EndpointTestResult, type Subscription } from '@kanca/sender';
import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { CallingKey } from '../../http/caller.decorator.js';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import type { Caller } from '../../keys/caller.js';
import { allows } from '../../keys/scope.js';
import { SubscriptionView } from './subscription-view.dto.js';
import {
  ConfirmationQuery,
  Confirmed,
  SubscriptionTestAnswer,
  TestSubscription,
  VerifySubscription,
} from './verification.dto.js';

const TAG = 'Subscriptions';
const ALLOWED_RATE = 'webhook-allowed-rate';

@Controller('api/v1/subscriptions')
export class VerificationController {
  constructor(private readonly verification: EndpointVerification) {}

  @Post(':id/verify')
  @Operation({
    summary: 'Verify an endpoint: that it accepts genuine calls and refuses forged ones, or in another way',
    tag: TAG,
    scope: 'manage',
    body: VerifySubscription,
    response: SubscriptionView,
    deadlineMs: null,
  })
  verify(
    @Param('id') id: string,
    @Body() { method, type, confirm = false }: VerifySubscription,
    @CallerTenancy() tenancy: Tenancy,
    @CallingKey() { scopes }: Caller,
  ): Promise<Subscription> {
    if (!confirm) return this.verification.verify(tenancy.visible, id, { method, type });
    if (method !== 'manual')
      throw new KancaError(
        'invalid_request',
        'confirm belongs to the method manual: leave it away, or name that method.',
        {
          problems: [{ field: 'confirm', problem: 'belongs to the method manual' }],
        },
      );
    if (!allows(scopes, 'admin'))
      throw new KancaError('forbidden', 'To confirm an endpoint yourself needs a key with the scope admin.');
    return this.verification.confirmByOperator(tenancy.visible, id);
  }

  @Post(':id/test')
  @Operation({
    summary:
      'Call an endpoint as a delivery would, and as a forger would; a disabled subscription that passes is enabled again',
    tag: TAG,
    scope: 'manage',
    body: TestSubscription,
    response: SubscriptionTestAnswer,
    deadlineMs: null,
  })
  test(
    @Param('id') id: string,
    @Body() { type }: TestSubscription,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<EndpointTestResult> {
    return this.verification.test(tenancy.visible, id, type);
  }

  @Get(':id/confirmation')
  @Operation({
    summary: 'Confirm a subscription with the token that its endpoint was sent',
    tag: TAG,
    scope: null,
    query: ConfirmationQuery,
    response: Confirmed,
  })
  async confirm(
    @Param('id') id: string,
    @Query() { token }: ConfirmationQuery,
    @Headers(ALLOWED_RATE) rate: string | undefined,
  ): Promise<Confirmed> {
    await this.verification.confirm(id, token, rate);
    return { confirmed: true };
  }

  @Post(':id/confirmation')
  @Operation({
    summary: 'The same by POST, as CloudEvents targets may send it',
    tag: TAG,
    scope: null,
    query: ConfirmationQuery,
    response: Confirmed,
  })
  confirmByPost(
    @Param('id') id: string,
    @Query() query: ConfirmationQuery,
    @Headers(ALLOWED_RATE) rate: string | undefined,
  ): Promise<Confirmed> {
    return this.confirm(id, query, rate);
  }
}
