import { Controller, Get, Header, Headers, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Operation } from '../http/operation.decorator.js';
import { DocsPage } from './docs-page.js';
import { OpenApiDocument } from './openapi-document.provider.js';

const TAG = 'Documentation';
/** Only files of this hub, and no code in the page itself. Swagger UI draws its arrows with images that stand in its style sheet. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

@Controller('api')
export class OpenApiController {
  constructor(
    private readonly document: OpenApiDocument,
    private readonly docsPage: DocsPage,
  ) {}

  @Get('v1/openapi.json')
  @Operation({ summary: 'This document', tag: TAG, scope: null })
  openapi(): object {
    return this.document.content;
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  @Header('content-security-policy', POLICY)
  @Operation({ summary: 'This document, as a page', tag: TAG, scope: null, mediaType: 'text/html' })
  docs(): Promise<string> {
    return this.docsPage.page();
  }

  @Get('docs/:file')
  @Operation({ summary: 'A script or a style of that page', tag: TAG, scope: null, mediaType: 'text/javascript' })
  async file(
    @Param('file') name: string,
    @Headers('accept-encoding') acceptEncoding: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { mediaType, content, isCompressed } = await this.docsPage.file(name, acceptEncoding);
    reply.headers({
      'content-type': mediaType,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
    });
    return content;
  }
}
