import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KancaError } from '@kanca/core';
import { Controller, Get, Param, Redirect, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Operation } from '../http/operation.decorator.js';

const FOLDER = join(import.meta.dirname, '../../console');
const TAG = 'Documentation';
const PAGE = { name: 'index.html', mediaType: 'text/html; charset=utf-8' };
const PAGES = new Set(['', 'welcome']);
const FILES = new Map([
  ['console.css', { name: 'console.css', mediaType: 'text/css; charset=utf-8' }],
  ['console.js', { name: 'console.js', mediaType: 'text/javascript; charset=utf-8' }],
]);
/** Only files of this hub, and no code or style in the page itself. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The pages of the console, and their script and style. The address of the first sign-in holds a token: it is not told to other sites. */
@Controller()
export class ConsoleController {
  @Get()
  @Redirect('/console/', 302)
  @Operation({ summary: 'Go to the console', tag: TAG, scope: null, status: 302, isPage: true })
  root(): void {
    // The decorator says it all.
  }

  @Get('console')
  @Redirect('/console/', 302)
  @Operation({ summary: 'Go to the console', tag: TAG, scope: null, status: 302, isPage: true })
  withoutSlash(): void {
    // The decorator says it all.
  }

  /** `/console/` has an empty name here: only a wildcard matches that. */
  @Get('console/*')
  @Operation({
    summary: 'The console, and its script and style',
    tag: TAG,
    scope: null,
    mediaType: 'text/html',
    isPage: true,
  })
  file(@Param('*') name: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const file = PAGES.has(name) ? PAGE : FILES.get(name);
    if (file === undefined)
      throw new KancaError('not_found', `The console has no page ${JSON.stringify(name.slice(0, 100))}.`);
    reply.headers({
      'content-type': file.mediaType,
      'cache-control': 'no-cache',
      'content-security-policy': POLICY,
      'referrer-policy': 'no-referrer',
    });
    return readFile(join(FOLDER, file.name));
  }
}
