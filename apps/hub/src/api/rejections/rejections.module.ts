import { Module } from '@nestjs/common';
import { RejectionsController } from './rejections.controller.js';

/** Requests from providers that were refused. */
@Module({ controllers: [RejectionsController] })
export class RejectionsApiModule {}
