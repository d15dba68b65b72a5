import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkStart } from './check-start.js';

describe('checkStart', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kanca-start-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const config = (changes: object = {}): Parameters<typeof checkStart>[0] => ({
    port: 0,
    host: '127.0.0.1',
    dataDir: join(folder, 'a', 'b'),
    databaseUrl: null,
    encryptionKeys: null,
    ...changes,
  });

  const messageOf = (checked: Promise<void>): Promise<string> =>
    checked.then(
      () => 'nothing is wrong',
      (error: unknown) => (error as { readonly message: string }).message,
    );

  it('makes the data folder', async () => {
    await checkStart(config());
    expect((await stat(join(folder, 'a', 'b'))).isDirectory()).toBe(true);
  });

  it('tells of the port and the folder at once, by the names of their variables', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await writeFile(join(folder, 'a'), 'no folder');
    const message = await messageOf(checkStart(config({ port })));
    await new Promise((resolve) => other.close(resolve));
    expect(message).toContain('2 problems');
    expect(message).toContain(
      `port ${String(port)} of 127.0.0.1 is taken by another process. Stop that one, or set PORT`,
    );
    expect(message).toMatch(/KANCA_DATA_DIR[^]*is not a folder/);
  });

  it('ends where a file system takes no folders', async () => {
    expect(await messageOf(checkStart(config({ dataDir: '/proc/nope/data' })))).toContain('KANCA_DATA_DIR');
  });

  it('asks for no folder where none is needed', async () => {
    const nowhere = { dataDir: '/proc/nope', databaseUrl: 'postgres://db/kanca', encryptionKeys: 'key' };
    expect(await messageOf(checkStart(config(nowhere)))).toBe('nothing is wrong');
  });
});
