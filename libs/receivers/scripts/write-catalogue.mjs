#!/usr/bin/env node
// Writes src/catalogue.gen.ts: the receivers that are shipped, which is the folders there are. Run it after adding one:
//   node libs/receivers/scripts/write-catalogue.mjs          writes
//   node libs/receivers/scripts/write-catalogue.mjs --check  says by its exit code whether it would change anything
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const SRC = new URL('../src/', import.meta.url);
const TARGET = new URL('catalogue.gen.ts', SRC);

/** `eventGrid` of `event-grid`. */
const camel = (folder) => folder.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const pascal = (folder) => camel(folder).replace(/^./, (letter) => letter.toUpperCase());

const folders = readdirSync(SRC, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/${entry.name}.receiver.ts`, SRC)))
  .map((entry) => entry.name)
  .sort();

const text = [
  '// Written by libs/receivers/scripts/write-catalogue.mjs from the folders beside it. Do not edit.',
  ...folders.map(
    (folder) => `import { ${camel(folder)}, ${pascal(folder)}ReceiverModule } from './${folder}/index.js';`,
  ),
  `import type { CatalogueEntry } from './catalogue-entry.js';`,
  '',
  '/** Every receiver that is shipped, by name. */',
  'export const catalogue: readonly CatalogueEntry[] = [',
  ...folders.map((folder) => `  { receiver: ${camel(folder)}, module: ${pascal(folder)}ReceiverModule },`),
  '];',
  '',
].join('\n');

const isCurrent = existsSync(TARGET) && readFileSync(TARGET, 'utf8') === text;
if (process.argv.includes('--check')) {
  if (!isCurrent) console.error('catalogue.gen.ts is stale: run node libs/receivers/scripts/write-catalogue.mjs');
  process.exitCode = isCurrent ? 0 : 1;
} else if (!isCurrent) writeFileSync(TARGET, text);
