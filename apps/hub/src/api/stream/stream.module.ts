import { Module } from '@nestjs/common';
import { HttpModule } from '../../http/http.module.js';
import { StreamModule } from '../../stream/stream.module.js';
import { StreamController } from './stream.controller.js';

/** What is new, as it happens. */
@Module({ imports: [HttpModule, StreamModule], controllers: [StreamController] })
export class StreamApiModule {}
