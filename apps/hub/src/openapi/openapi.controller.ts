import { Controller, Get, Header } from '@nestjs/common';
import { Operation } from '../http/operation.decorator.js';
import { DOCS_PAGE } from './docs-page.js';
import { OpenApiDocument } from './openapi-document.provider.js';

const TAG = 'Documentation';

@Controller('api')
export class OpenApiController {
  constructor(private readonly document: OpenApiDocument) {}

  @Get('v1/openapi.json')
  @Operation({ summary: 'This document', tag: TAG, scope: null })
  openapi(): object {
    return this.document.content;
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'",
  )
  @Operation({ summary: 'This document, as a page', tag: TAG, scope: null, mediaType: 'text/html' })
  docs(): string {
    return DOCS_PAGE;
  }
}
