import { Module } from '@nestjs/common';
import { DeliveriesController } from './deliveries.controller.js';
import { RedeliveryController } from './redelivery.controller.js';

/** Deliveries and their attempts. */
@Module({ controllers: [DeliveriesController, RedeliveryController] })
export class DeliveriesApiModule {}
