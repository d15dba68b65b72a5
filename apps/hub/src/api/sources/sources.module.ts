import { Module } from '@nestjs/common';
import { SourcesController } from './sources.controller.js';
import { HttpModule } from '../../http/http.module.js';
import { SourceTester } from './source-tester.js';

/** Sources: the accounts at providers that send to this hub. */
@Module({ imports: [HttpModule], controllers: [SourcesController], providers: [SourceTester] })
export class SourcesApiModule {}
