import { Controller, Get, Header } from '@nestjs/common';
import { Operation } from '../http/operation.decorator.js';
import { DOCS_PAGE, DOCS_SCRIPT, DOCS_STYLE } from './docs-page.js';
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
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'",
  )
  @Operation({ summary: 'This document, as a page', tag: TAG, scope: null, mediaType: 'text/html' })
  docs(): string {
    return DOCS_PAGE;
  }

  @Get('docs/page.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Operation({ summary: 'The style of that page', tag: TAG, scope: null, mediaType: 'text/css' })
  style(): string {
    return DOCS_STYLE;
  }

  @Get('docs/page.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Operation({ summary: 'The script of that page', tag: TAG, scope: null, mediaType: 'text/javascript' })
  script(): string {
    return DOCS_SCRIPT;
  }
}
