import { Module } from '@nestjs/common';
import { ReplaysController } from './replays.controller.js';

/** Replays: events that are delivered again. */
@Module({ controllers: [ReplaysController] })
export class ReplaysApiModule {}
