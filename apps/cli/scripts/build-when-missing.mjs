#!/usr/bin/env node
// Builds everything before the first command of a fresh clone. Later commands do not wait for the compiler: npm start and npm test build
// what has changed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

// The command is the last that the compiler writes: it is there only when all it needs is there.
if (!existsSync(new URL('../dist/main.js', import.meta.url))) {
  console.error('Building Kanca, which takes about a minute the first time.');
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const run = (...parts) => spawnSync(process.execPath, parts, { cwd: ROOT, stdio: 'inherit' }).status;
  process.exitCode = (run(compiler, '-b') || run('apps/hub/scripts/write-viewer.mjs')) ?? 1;
}
