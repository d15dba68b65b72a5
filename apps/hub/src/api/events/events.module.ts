import { Module } from '@nestjs/common';
import { EventsController } from './events.controller.js';

/** Events: published, listed, read and delivered again. */
@Module({ controllers: [EventsController] })
export class EventsApiModule {}
