import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { HandlerExplorer } from './handler-explorer.js';
import { HandlerRegistration } from './handler-registration.js';
import { HandlerRunner } from './handler-runner.js';
import { RunningHandlers } from './running-handlers.js';

/** The handler bus. Import it once, beside the modules whose providers have `@OnWebhook` methods. */
@Module({
  imports: [DiscoveryModule],
  providers: [HandlerExplorer, HandlerRunner, HandlerRegistration, RunningHandlers],
  exports: [HandlerRegistration, RunningHandlers],
})
export class HandlersModule {}
