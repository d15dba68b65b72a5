import { Module } from '@nestjs/common';
import { QueueController } from './queue.controller.js';

/** The queue of all deliveries. */
@Module({ controllers: [QueueController] })
export class QueueApiModule {}
