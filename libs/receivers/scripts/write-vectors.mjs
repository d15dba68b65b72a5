#!/usr/bin/env node
// Writes src/<provider>/<provider>.vectors.json by the script beside it, which signs with the vendor's own library or, where there is
// none, with node's crypto by the vendor's documentation; with fixed clocks and invented secrets. So our code is tested against
// signatures that it did not make.
//   node libs/receivers/scripts/write-vectors.mjs [provider]  writes
//   node libs/receivers/scripts/write-vectors.mjs --check     says by its exit code whether it would change anything
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const SRC = new URL('../src/', import.meta.url);
const isCheck = process.argv.includes('--check');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const folders = readdirSync(SRC, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/${entry.name}.vectors.mjs`, SRC)))
  .map((entry) => entry.name)
  .filter((name) => wanted.length === 0 || wanted.includes(name));

for (const provider of folders) {
  const { default: makeVectors } = await import(new URL(`${provider}/${provider}.vectors.mjs`, SRC));
  const target = new URL(`${provider}/${provider}.vectors.json`, SRC);
  const text = `${JSON.stringify(await makeVectors(), null, 2)}\n`;
  if (existsSync(target) && readFileSync(target, 'utf8') === text) continue;
  if (!isCheck) {
    writeFileSync(target, text);
    continue;
  }
  console.error(`${provider}.vectors.json is stale: run node libs/receivers/scripts/write-vectors.mjs`);
  process.exitCode = 1;
}
