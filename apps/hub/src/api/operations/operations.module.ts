import { Module } from '@nestjs/common';
import { OperationsController } from './operations.controller.js';
import { Readiness } from './readiness.js';

/** What load balancers and monitoring ask a process, whatever its roles. */
@Module({ controllers: [OperationsController], providers: [Readiness] })
export class OperationsModule {}
