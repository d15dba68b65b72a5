#!/usr/bin/env node
import { run } from './program/run.js';

const code = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  env: process.env,
});
if (code !== undefined) process.exitCode = code;
