import { FormatRegistryModule } from '@kanca/sender/management';
import { Module } from '@nestjs/common';
import { DocsPage } from './docs-page.js';
import { OpenApiController } from './openapi.controller.js';
import { OpenApiDocument } from './openapi-document.provider.js';

/** The description of the API, for programs and for people. */
@Module({ imports: [FormatRegistryModule], controllers: [OpenApiController], providers: [OpenApiDocument, DocsPage] })
export class OpenApiModule {}
