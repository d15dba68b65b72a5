import { Module } from '@nestjs/common';
import { OperationsController } from './operations.controller.js';
import { Readiness } from './readiness.js';

/** Health and metrics: load balancers and monitoring ask every process for them, also one without the API. */
@Module({ controllers: [OperationsController], providers: [Readiness] })
export class OperationsModule {}
