import { closeSync, writeSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ServerLog } from './server-log.js';

const MEGABYTE = 1024 * 1024;

describe('ServerLog', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kanca-log-'));
    path = join(folder, 'postgres.log');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('tells what this run of the server has said, and not the one before', async () => {
    await writeFile(path, 'said yesterday\n');
    const log = new ServerLog(path);
    const descriptor = log.open();
    expect(log.tail()).toBe('');
    writeSync(descriptor, 'said today\n');
    closeSync(descriptor);
    expect(log.tail()).toBe('said today');
  });

  it('stays below its bound, keeps what it cuts, and goes on in the same file', async () => {
    const log = new ServerLog(path);
    const descriptor = log.open();
    writeSync(descriptor, Buffer.alloc(11 * MEGABYTE, 'x'));
    log.trim();
    writeSync(descriptor, 'after the cut\n');
    closeSync(descriptor);
    expect(log.tail()).toBe('after the cut');
    expect((await stat(path)).size).toBe(14);
    expect((await stat(`${path}.1`)).size).toBe(11 * MEGABYTE);
  });
});
