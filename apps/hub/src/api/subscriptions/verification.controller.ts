import { KancaError } from '@kanca/core';
import { EndpointVerification, type EndpointTestResult, type Subscription } from '@kanca/sender';
import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { CallingKey } from '../../http/caller.decorator.js';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { valid } from '../../http/valid.pipe.js';
import type { Caller } from '../../keys/api-keys.js';
import { allows } from '../../keys/scope.js';
import { subscriptionSchema } from './subscription.schema.js';
import { confirmationQuerySchema, testResultSchema, testSchema, verifySchema } from './verification.schema.js';

const TAG = 'Subscriptions';
const ALLOWED_RATE = 'webhook-allowed-rate';
const confirmedSchema = z.object({ confirmed: z.literal(true) });
type Confirmed = z.infer<typeof confirmedSchema>;

@Controller('api/v1/subscriptions')
export class VerificationController {
  constructor(private readonly verification: EndpointVerification) {}

  @Post(':id/verify')
  @Operation({
    summary: 'Verify an endpoint: that it accepts genuine calls and refuses forged ones, or in another way',
    tag: TAG,
    scope: 'manage',
    body: verifySchema,
    response: subscriptionSchema,
    deadlineMs: null,
  })
  verify(
    @Param('id') id: string,
    @Body(valid(verifySchema)) { method, type, confirm = false }: z.infer<typeof verifySchema>,
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
    body: testSchema,
    response: testResultSchema,
    deadlineMs: null,
  })
  test(
    @Param('id') id: string,
    @Body(valid(testSchema)) { type }: z.infer<typeof testSchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<EndpointTestResult> {
    return this.verification.test(tenancy.visible, id, type);
  }

  @Get(':id/confirmation')
  @Operation({
    summary: 'Confirm a subscription with the token that its endpoint was sent',
    tag: TAG,
    scope: null,
    query: confirmationQuerySchema,
    response: confirmedSchema,
  })
  async confirm(
    @Param('id') id: string,
    @Query(valid(confirmationQuerySchema)) { token }: z.infer<typeof confirmationQuerySchema>,
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
    query: confirmationQuerySchema,
    response: confirmedSchema,
  })
  confirmByPost(
    @Param('id') id: string,
    @Query(valid(confirmationQuerySchema)) query: z.infer<typeof confirmationQuerySchema>,
    @Headers(ALLOWED_RATE) rate: string | undefined,
  ): Promise<Confirmed> {
    return this.confirm(id, query, rate);
  }
}
