import { Module } from '@nestjs/common';
import { KeysModule } from '../../keys/keys.module.js';
import { StreamModule } from '../../stream/stream.module.js';
import { StreamController } from './stream.controller.js';

/** What is new, as it happens. */
@Module({ imports: [KeysModule, StreamModule], controllers: [StreamController] })
export class StreamApiModule {}
