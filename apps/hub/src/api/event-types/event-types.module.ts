import { Module } from '@nestjs/common';
import { EventTypesController } from './event-types.controller.js';

/** The catalogue of event types. */
@Module({ controllers: [EventTypesController] })
export class EventTypesApiModule {}
