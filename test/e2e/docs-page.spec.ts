import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestHub, type TestHub } from '../support/test-hub.js';

interface Plain {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

describe('the page at /api/docs', () => {
  let hub: TestHub;
  let page: string;
  beforeAll(async () => {
    hub = await startTestHub();
    page = await (await fetch(`${hub.url}/api/docs`)).text();
  });
  afterAll(() => hub.close());

  /** `fetch` says what it accepts, and unpacks what it gets. */
  function get(path: string, acceptEncoding?: string): Promise<Plain> {
    return new Promise((done, failed) => {
      const headers = acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding };
      request(hub.url + path, { headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
        );
      })
        .on('error', failed)
        .end();
    });
  }

  function files(): string[] {
    return [...page.matchAll(/<(?:script src|link rel="stylesheet" href)="([^"]+)"/g)].map(([, file = '']) => file);
  }

  it('has scripts and styles of this hub only, none of them in the page', async () => {
    const { headers } = await get('/api/docs');
    expect(String(headers['content-security-policy']).split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers['cache-control']).toBe('no-cache');
    expect(page.match(/<style|<script(?! src="\/)|\sstyle=|\son\w+=|https?:/g)).toBeNull();
    expect(files().map((file) => file.replace(/-[0-9a-f]{16}\./, '.'))).toEqual([
      '/api/docs/swagger-ui.css',
      '/api/docs/page.css',
      '/api/docs/swagger-ui-bundle.js',
      '/api/docs/page.js',
    ]);
  });

  it('has files that browsers keep for ever, compressed for readers that take gzip', async () => {
    for (const file of files()) {
      const plain = await get(file);
      const zipped = await get(file, 'br;q=1, gzip;q=0.8');
      expect([plain.status, zipped.status]).toEqual([200, 200]);
      expect([plain.headers['content-encoding'], zipped.headers['content-encoding']]).toEqual([undefined, 'gzip']);
      expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
      expect(plain.headers['content-type']).toBe(
        file.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'text/css; charset=utf-8',
      );
      expect(zipped.headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        'x-content-type-options': 'nosniff',
      });
    }
  });

  it.each(['gzip;q=0', 'br, gzip; q=0.000', 'identity', 'gzippy', ''])(
    'sends a file as it is to a reader that accepts %j',
    async (accepted) => {
      const { headers, body } = await get(files().at(-1) ?? '', accepted);
      expect(headers['content-encoding']).toBeUndefined();
      expect(body.toString()).toContain('SwaggerUIBundle');
    },
  );

  it.each([
    'page.js',
    'page.html',
    'swagger-ui.LICENSE',
    'page-0000000000000000.js',
    '..%2fpage.html',
    '..%2f..%2fpackage.json',
    'constructor',
  ])('has no file %s', async (name) => {
    const { status, headers, body } = await get(`/api/docs/${name}`);
    expect([status, headers['cache-control']]).toEqual([404, 'no-store']);
    expect(JSON.parse(body.toString())).toMatchObject({ code: 'not_found' });
  });
});
