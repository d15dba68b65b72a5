import { Module } from '@nestjs/common';
import { ProvidersController } from './providers.controller.js';

/** The providers whose webhooks are understood. */
@Module({ controllers: [ProvidersController] })
export class ProvidersApiModule {}
