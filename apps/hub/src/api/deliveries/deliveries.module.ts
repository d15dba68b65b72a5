import { Module } from '@nestjs/common';
import { DeliveriesController } from './deliveries.controller.js';
import { ResendController } from './resend.controller.js';

/** Deliveries and their attempts. */
@Module({ controllers: [DeliveriesController, ResendController] })
export class DeliveriesApiModule {}
