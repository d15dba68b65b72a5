import { TransformationPreview, type Preview } from '@kanca/sender';
import { Body, Controller, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { valid } from '../../http/valid.pipe.js';
import { previewSchema, transformationPreviewSchema } from './delivery-extras.schema.js';

@Controller('api/v1/subscriptions/:id/transformation')
export class TransformationsController {
  constructor(private readonly previews: TransformationPreview) {}

  @Post('preview')
  @Operation({
    summary: 'Show what a transformation makes of an event, or its error and the line; nothing is sent',
    tag: 'Subscriptions',
    scope: 'manage',
    body: transformationPreviewSchema,
    response: previewSchema,
  })
  preview(
    @Param('id') id: string,
    @Body(valid(transformationPreviewSchema)) options: z.infer<typeof transformationPreviewSchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<Preview> {
    return this.previews.preview(tenancy.visible, id, options);
  }
}
