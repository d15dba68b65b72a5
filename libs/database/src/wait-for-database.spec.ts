import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { waitForDatabase } from './wait-for-database.js';

const ADMIN_URL = process.env['KANCA_TEST_DATABASE_URL'] ?? '';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('waitForDatabase', () => {
  it('is done at once when the database answers', async () => {
    const waits: string[] = [];
    await waitForDatabase(ADMIN_URL, { withinMs: 5_000, onWait: (reason) => waits.push(reason) });
    expect(waits).toEqual([]);
  });

  it('waits for one that starts later, says so each second, and gives up with a sentence that says what to do', async () => {
    const url = `postgres://kanca:s3cret@127.0.0.1:${String(await freePort())}/kanca`;
    const reasons: string[] = [];
    const waiting = waitForDatabase(url, { withinMs: 2_500, onWait: (reason) => reasons.push(reason) });
    await expect(waiting).rejects.toThrow(
      /DATABASE_URL \(user kanca at 127\.0\.0\.1:\d+\/kanca\).*is PostgreSQL running/,
    );
    await expect(waiting).rejects.not.toThrow('s3cret');
    expect(reasons.length).toBeGreaterThan(0);
  });

  it('does not wait for a database that is not there, and says how to make it', async () => {
    const url = new URL(ADMIN_URL);
    url.pathname = '/no_such_database';
    const waiting = waitForDatabase(url.href, { withinMs: 60_000, onWait: () => undefined });
    await expect(waiting).rejects.toThrow(/CREATE DATABASE/);
  });
});
