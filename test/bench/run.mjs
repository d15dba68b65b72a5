// npm run bench [-- ingest deliver …]: everything on loopback, A and B interleaved in one run, ratios of medians.
import { rmSync, mkdtempSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { SilentObserver } from '@kanca/core';
import { EmbeddedPostgres } from '@kanca/database';
import { deliver } from './deliver.mjs';
import { growth } from './growth.mjs';
import { ingest } from './ingest.mjs';
import { large } from './large.mjs';
import { isolation } from './isolation.mjs';
import { latency } from './latency.mjs';
import { memory } from './memory.mjs';
import { startup } from './startup.mjs';

const BENCHES = { ingest, deliver, latency, isolation, large, growth, startup, memory };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(', ')}: there are ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'kanca-bench-'));
const postgres = await EmbeddedPostgres.start({ dataDir: folder, observer: new SilentObserver() });
const results = {};
try {
  for (const [name, bench] of Object.entries(BENCHES))
    if (wanted.length === 0 || wanted.includes(name)) {
      process.stderr.write(`${name} …\n`);
      results[name] = await bench({ adminUrl: postgres.url });
    }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
process.stdout.write(`${JSON.stringify({ machine, results }, null, 2)}\n`);
for (const [name, figures] of Object.entries(results)) {
  process.stdout.write(`\n${name}\n`);
  for (const [figure, value] of Object.entries(figures))
    process.stdout.write(`  ${figure.padEnd(34)} ${String(value)}\n`);
}
