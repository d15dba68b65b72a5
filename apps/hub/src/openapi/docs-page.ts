import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { KancaError } from '@kanca/core';
import { Injectable } from '@nestjs/common';

/** Written by the build (`apps/hub/scripts/write-viewer.mjs`): a page, and the files that it names, compressed. */
const FOLDER = join(import.meta.dirname, '../../dist/viewer');
const COMPRESSED = '.gz';
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

export interface DocsFile {
  readonly mediaType: string;
  readonly content: Buffer;
  readonly isCompressed: boolean;
}

/** The page at /api/docs and its files. They are read at the first request for them, and kept as they are sent. */
@Injectable()
export class DocsPage {
  private kept: Promise<ReadonlyMap<string, Buffer>> | undefined;

  async page(): Promise<string> {
    const page = (await this.files()).get('page.html');
    if (page === undefined) throw new Error(`${FOLDER} has no page: build it with "npm run build".`);
    return page.toString();
  }

  /**
   * @param acceptEncoding the header of the request; a reader that does not name gzip gets the file as it is
   * @throws KancaError `not_found`
   */
  async file(name: string, acceptEncoding = ''): Promise<DocsFile> {
    const mediaType = MEDIA_TYPES[extname(name)];
    const compressed = (await this.files()).get(name + COMPRESSED);
    if (compressed === undefined || mediaType === undefined)
      throw new KancaError('not_found', `The page of the API has no file ${JSON.stringify(name.slice(0, 100))}.`);
    return acceptsGzip(acceptEncoding)
      ? { mediaType, content: compressed, isCompressed: true }
      : { mediaType, content: await promisify(gunzip)(compressed), isCompressed: false };
  }

  private files(): Promise<ReadonlyMap<string, Buffer>> {
    this.kept ??= readFiles().catch((error: unknown) => {
      this.kept = undefined;
      throw error;
    });
    return this.kept;
  }
}

async function readFiles(): Promise<ReadonlyMap<string, Buffer>> {
  const names = await readdir(FOLDER).catch(() => []);
  const served = names.filter((name) => name === 'page.html' || name.endsWith(COMPRESSED));
  return new Map(await Promise.all(served.map(async (name) => [name, await readFile(join(FOLDER, name))] as const)));
}

/** RFC 9110, section 12.5.3: a coding is refused with `q=0`. */
function acceptsGzip(acceptEncoding: string): boolean {
  return acceptEncoding
    .toLowerCase()
    .split(',')
    .some((coding) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*$)|$)/.test(coding));
}
