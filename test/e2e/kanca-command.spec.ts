import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const PACKAGE = resolve('apps/cli');

describe('the kanca command', () => {
  it('was missing from a fresh clone: npm links a file that is there before the build', async () => {
    const { bin, files } = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8')) as {
      readonly bin: Readonly<Record<string, string>>;
      readonly files: readonly string[];
    };
    const path = bin['kanca'] ?? '';
    // dist is made by the build.
    expect(path).toMatch(/^\.\/bin\//);
    expect(files).toEqual(expect.arrayContaining(['bin', 'dist']));
    expect((await run(process.execPath, [path, '--help'], { cwd: PACKAGE })).stdout).toContain('Usage: kanca');
  });

  it('is on its page in the docs as it is', async () => {
    const script = join(PACKAGE, 'scripts', 'write-cli-reference.mjs');
    await expect(run(process.execPath, [script, '--check'])).resolves.toBeDefined();
  });

  it('says that it has to be built', async () => {
    const clone = await mkdtemp(join(tmpdir(), 'kanca-clone-'));
    try {
      await cp(join(PACKAGE, 'bin'), join(clone, 'bin'), { recursive: true });
      await expect(run(process.execPath, [join(clone, 'bin', 'kanca.mjs'), 'start'])).rejects.toMatchObject({
        code: 1,
        stderr: 'kanca is not built yet. Build it with: npm run build\n',
      });
    } finally {
      await rm(clone, { recursive: true, force: true });
    }
  });
});
