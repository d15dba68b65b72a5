// Builds what has changed, and says so: the first time takes a minute or two, in which nothing else would be seen.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const isFirst = !existsSync('apps/hub/dist/main.js');
process.stdout.write(
  isFirst ? 'Building Kanca. The first time takes one to two minutes …\n' : 'Building what has changed …\n',
);
const startedAt = Date.now();
const run = (...parts) => spawnSync(process.execPath, parts, { stdio: 'inherit' }).status;
const status = run('node_modules/typescript/bin/tsc', '-b') || run('apps/hub/scripts/write-viewer.mjs');
if (status === 0) process.stdout.write(`Built in ${String(Math.round((Date.now() - startedAt) / 1_000))} s.\n`);
process.exitCode = status ?? 1;
