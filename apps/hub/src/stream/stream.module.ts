import { Module } from '@nestjs/common';
import { LiveFeed } from './live-feed.js';
import { LiveReader } from './live-reader.js';

/** What is new, for those who watch. */
@Module({ providers: [LiveReader, LiveFeed], exports: [LiveFeed] })
export class StreamModule {}
