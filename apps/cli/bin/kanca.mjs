#!/usr/bin/env node
// npm links a command only to a file that is there when it installs, and dist is not there before the first build.
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write('kanca is not built yet. Build it with: npm run build\n');
  process.exitCode = 1;
}
