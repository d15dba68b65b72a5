import { Module } from '@nestjs/common';
import { ConsoleController } from './console.controller.js';

/** The pages for people. */
@Module({ controllers: [ConsoleController] })
export class ConsoleModule {}
