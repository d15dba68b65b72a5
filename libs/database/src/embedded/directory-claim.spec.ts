import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemRandomness } from '@kanca/core';
import { DirectoryClaim } from './directory-claim.js';

const randomness = new SystemRandomness();

describe('DirectoryClaim', () => {
  let root: string;
  let directory: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'kanca-claim-'));
    // Deeper than a socket path may be long.
    directory = join(root, 'deep'.repeat(20), 'down'.repeat(20));
    await mkdir(directory, { recursive: true });
  });

  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  it('belongs to one hub at a time', async () => {
    const claim = await DirectoryClaim.take(directory, randomness);
    await expect(DirectoryClaim.take(directory, randomness)).rejects.toThrow('Another hub runs on the data directory');
    await claim.release();
    const next = await DirectoryClaim.take(directory, randomness);
    await next.release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('is given to at most one of many that start at once', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, () => DirectoryClaim.take(directory, randomness)),
    );
    const taken = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    expect(taken.length).toBeLessThanOrEqual(1);
    await Promise.all(taken.map((claim) => claim.release()));
  });

  it('waits for a hub that is just going', async () => {
    const claim = await DirectoryClaim.take(directory, randomness);
    const next = DirectoryClaim.take(directory, randomness);
    await claim.release();
    await expect(next).resolves.toBeInstanceOf(DirectoryClaim);
    await (await next).release();
  });

  it('dies with its hub, and its remains are cleared away', async () => {
    const script = `
      import { createServer } from 'node:net';
      process.chdir(${JSON.stringify(directory)});
      createServer().listen('hub-0123456789abcdef.sock', () => process.kill(process.pid, 'SIGKILL'));
    `;
    await once(spawn(process.execPath, ['--input-type=module', '--eval', script]), 'exit');
    expect(await readdir(directory)).toEqual(['hub-0123456789abcdef.sock']);
    const claim = await DirectoryClaim.take(directory, randomness);
    expect(await readdir(directory)).toHaveLength(1);
    await claim.release();
    expect(await readdir(directory)).toEqual([]);
  });
});
