import { once } from 'node:events';
import { createDatabase } from '@kanca/database';
import { call, forkScript, startHub } from './support/child.mjs';
import { median, round } from './support/figures.mjs';
import { SECRET } from './support/github-push.mjs';

const ROUNDS = 5;
const SECONDS = 4;
const CONNECTIONS = 64;

/** A signed 7.7 KB push, durable before its 2xx, beside bare node:http with the same group commit. */
export async function ingest({ adminUrl }) {
  const hub = await startHub({ DATABASE_URL: await createDatabase(adminUrl, 'bench_ingest_hub') });
  await call(hub.url, 'POST', '/sources', { provider: 'github', secrets: [SECRET] });
  const floor = await forkScript('ingest-floor.mjs', {
    DATABASE_URL: await createDatabase(adminUrl, 'bench_ingest_floor'),
  });
  const load = await forkScript('ingest-load.mjs');
  const run = async (url, seconds) => {
    load.child.send({ url, seconds, connections: CONNECTIONS });
    const [result] = await once(load.child, 'message');
    if (result.failures > 0) throw new Error(`${result.failures} requests to ${url} failed.`);
    return result;
  };
  const targets = { hub: `${hub.url}/api/webhooks/incoming/github`, floor: `${floor.first}/` };
  for (const url of Object.values(targets)) await run(url, 3);
  const runs = { hub: [], floor: [] };
  for (let round_ = 0; round_ < ROUNDS; round_++)
    for (const [name, url] of Object.entries(targets)) runs[name].push(await run(url, SECONDS));
  await Promise.all([hub.stop(), floor.stop(), load.stop()]);
  const of = (name, figure) => median(runs[name].map((result) => result[figure]));
  return {
    'hub requests/s': round(of('hub', 'perSecond')),
    'floor requests/s': round(of('floor', 'perSecond')),
    'ratio to floor': round(of('hub', 'perSecond') / of('floor', 'perSecond'), 2),
    'ratios of the rounds': runs.hub
      .map(({ perSecond }, index) => round(perSecond / runs.floor[index].perSecond, 2))
      .join(' '),
    'hub p50 / p99 ms': `${round(of('hub', 'p50'), 1)} / ${round(of('hub', 'p99'), 1)}`,
    'floor p50 / p99 ms': `${round(of('floor', 'p50'), 1)} / ${round(of('floor', 'p99'), 1)}`,
  };
}
