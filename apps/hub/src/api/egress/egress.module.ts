import { Module } from '@nestjs/common';
import { EgressController } from './egress.controller.js';

/** Outgoing calls that were refused. */
@Module({ controllers: [EgressController] })
export class EgressApiModule {}
