import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestHub, type TestHub } from '../support/test-hub.js';

/** The pages at `/console/`. */
describe('the console', () => {
  let hub: TestHub;

  beforeAll(async () => {
    hub = await startTestHub();
  });

  afterAll(() => hub.close());

  const get = (path: string): Promise<Response> => fetch(`${hub.url}${path}`, { redirect: 'manual' });

  it.each(['/', '/console'])('is where %s leads to', async (path) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/console/']);
  });

  it.each(['/console/', '/console/welcome?token=abc'])('%s is a page with files of this hub only', async (path) => {
    const answer = await get(path);
    const page = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    // The address of the first sign-in holds a token, which no other site is to hear of.
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    const linked = [...page.matchAll(/(?:src|href)="(\/console\/[^"]+)"/g)].map(([, file]) => file ?? '');
    expect(linked).toEqual(['/console/console.css', '/console/console.js']);
    for (const file of linked) expect((await get(file)).status).toBe(200);
    // The policy would not let them run.
    expect(page).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style=|<style/);
  });

  it.each(['/console/nothing', '/console/../package.json', '/console/%2e%2e%2fpackage.json', '/console/index.html'])(
    'has no %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('is not there where the hub has no such role', async () => {
    const other = await startTestHub({ database: hub.database, env: { KANCA_ROLES: 'ingest,api' } });
    try {
      expect((await fetch(`${other.url}/console/`)).status).toBe(404);
    } finally {
      await other.close();
    }
  });
});
