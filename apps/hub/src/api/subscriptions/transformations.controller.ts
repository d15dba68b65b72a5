import { TransformationPreview, type Preview } from '@kanca/sender/management';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { PreviewTransformation, transformationPreview } from './transformation.dto.js';

@Controller('api/v1/subscriptions/:id/transformation')
export class TransformationsController {
  constructor(private readonly previews: TransformationPreview) {}

  @Post('preview')
  @Operation({
    summary: 'Show what a transformation makes of an event, or its error and the line; nothing is sent',
    tag: 'Subscriptions',
    scope: 'manage',
    body: PreviewTransformation,
    response: transformationPreview,
  })
  preview(
    @Param('id') id: string,
    @Body() options: PreviewTransformation,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<Preview> {
    return this.previews.preview(tenancy.visible, id, options);
  }
}
