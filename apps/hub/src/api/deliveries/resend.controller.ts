import { DryResend, RetryPreview, type DryAnswer, type RetryAnswer } from '@kanca/sender/management';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { Resend, Resent } from './resend.dto.js';
import { PreviewRetries, RetrySchedule } from './retry-preview.dto.js';

const TAG = 'Deliveries';

@Controller('api/v1')
export class ResendController {
  constructor(
    private readonly retryPreview: RetryPreview,
    private readonly resending: DryResend,
  ) {}

  @Post('retry-policies/preview')
  @Operation({
    summary: 'The exact times of a retry policy: of one to try out, of a subscription, or of the hub',
    tag: TAG,
    scope: 'read',
    body: PreviewRetries,
    response: RetrySchedule,
  })
  preview(@Body() question: PreviewRetries, @CallerTenancy() tenancy: Tenancy): Promise<RetryAnswer> {
    return this.retryPreview.show(tenancy.visible, question);
  }

  @Post('deliveries/:id/resend-to')
  @Operation({
    summary: 'Send what a delivery sends to another address, once, and show the answer; nothing of it is kept',
    tag: TAG,
    scope: 'manage',
    body: Resend,
    response: Resent,
    deadlineMs: null,
  })
  resendTo(@Param('id') id: string, @Body() { uri }: Resend, @CallerTenancy() tenancy: Tenancy): Promise<DryAnswer> {
    return this.resending.send(tenancy.visible, id, uri);
  }
}
