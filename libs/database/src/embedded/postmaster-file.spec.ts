import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readPostmasterFile } from './postmaster-file.js';

describe('readPostmasterFile', () => {
  let cluster: string;

  beforeEach(async () => {
    cluster = await mkdtemp(join(tmpdir(), 'kanca-postmaster-'));
  });

  afterEach(() => rm(cluster, { recursive: true, force: true }));

  it.each([
    ['4711', 4711],
    ['-4711', 4711],
    ['', null],
    ['99999999999', null],
  ])('reads the process id %j as %j: one that no process can have is none', async (text, pid) => {
    await writeFile(join(cluster, 'postmaster.pid'), `${text}\n/data\n1\n5432\n`);
    expect(await readPostmasterFile(cluster)).toMatchObject({ pid });
  });
});
