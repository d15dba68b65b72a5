#!/usr/bin/env node
// Judges the OpenAPI document of the built code by redocly.yaml. The linter asks nobody for a newer version of itself.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import './write-openapi.mjs';

const linter = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js');
const { status } = spawnSync(process.execPath, [linter, 'lint', 'apps/hub/dist/openapi.json'], {
  cwd: new URL('../../..', import.meta.url),
  env: { ...process.env, REDOCLY_SUPPRESS_NOTIFICATIONS: 'true', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  stdio: ['ignore', 'inherit', 'inherit'],
});
process.exitCode = status ?? 1;
