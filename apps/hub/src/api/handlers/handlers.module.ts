import { Module } from '@nestjs/common';
import { HandlersController } from './handlers.controller.js';

/** Handlers: listed, paused and resumed. */
@Module({ controllers: [HandlersController] })
export class HandlersApiModule {}
