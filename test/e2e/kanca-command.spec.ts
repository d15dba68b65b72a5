import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
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

  it('was compiled anew before every npm run kanca: it is built only when it is missing', async () => {
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const [, script = ''] = /^node (\S+)$/.exec(scripts['prekanca'] ?? '') ?? [];
    expect(await run(process.execPath, [script])).toEqual({ stdout: '', stderr: '' });

    // Without a build beside it, it compiles: here there is nothing to compile, which the compiler says.
    const clone = await mkdtemp(join(tmpdir(), 'kanca-clone-'));
    try {
      await cp(script, join(clone, script), { recursive: true });
      await symlink(resolve('node_modules'), join(clone, 'node_modules'));
      await expect(run(process.execPath, [join(clone, script)])).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining('Building Kanca') as unknown,
        stdout: expect.stringContaining('tsconfig') as unknown,
      });
    } finally {
      await rm(clone, { recursive: true, force: true });
    }
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
