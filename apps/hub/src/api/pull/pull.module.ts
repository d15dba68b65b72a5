import { Module } from '@nestjs/common';
import { PullController } from './pull.controller.js';

/** Deliveries that a subscriber fetches. */
@Module({ controllers: [PullController] })
export class PullApiModule {}
