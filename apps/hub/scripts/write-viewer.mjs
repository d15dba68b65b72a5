#!/usr/bin/env node
// Writes apps/hub/dist/viewer, the files of the page at /api/docs: ours from apps/hub/viewer, and those of Swagger UI, compressed once for all
// readers. The name of a file holds the hash of its content, so that browsers may keep it for ever.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const OURS = path.join(import.meta.dirname, '../viewer');
const TARGET = path.join(import.meta.dirname, '../dist/viewer');
const THEIRS = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const FILES = {
  'swagger-ui.css': THEIRS,
  'swagger-ui-bundle.js': THEIRS,
  'page.css': OURS,
  'page.js': OURS,
};
/** The licence asks that they go where the code goes. */
const LICENCES = ['LICENSE', 'NOTICE', 'swagger-ui-bundle.js.LICENSE.txt'];

const written = new Set();
mkdirSync(TARGET, { recursive: true });
let page = readFileSync(path.join(OURS, 'page.html'), 'utf8');
for (const [name, folder] of Object.entries(FILES)) {
  const content = readFileSync(path.join(folder, name));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const { name: stem, ext } = path.parse(name);
  const hashed = `${stem}-${hash}${ext}`;
  if (!existsSync(path.join(TARGET, `${hashed}.gz`))) write(`${hashed}.gz`, gzipSync(content, { level: 9 }));
  written.add(`${hashed}.gz`);
  if (!page.includes(`"${name}"`)) throw new Error(`apps/hub/viewer/page.html does not name ${name}.`);
  page = page.replace(`"${name}"`, `"/api/docs/${hashed}"`);
}
for (const name of LICENCES) write(`swagger-ui.${name}`, readFileSync(path.join(THEIRS, name)));
write('page.html', page);
for (const name of readdirSync(TARGET)) if (!written.has(name)) rmSync(path.join(TARGET, name));

function write(name, content) {
  writeFileSync(path.join(TARGET, name), content);
  written.add(name);
}
