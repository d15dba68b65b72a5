import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '@kanca/database';
import { call, forkScript, startHub } from './support/child.mjs';
import { percentile, round } from './support/figures.mjs';
import { watchStolen } from './support/stolen.mjs';

const BACKLOG = 100_000;
const PER_SECOND = 200;
const SECONDS = 3;
const PAIRS = 12;
/** A measurement during which more than this part of the CPU went to other guests of the host is made again, so often at most. */
const MAY_BE_STOLEN = 0.03;
const TRIES = 6;

/** The delay of a healthy subscriber's deliveries, with and without a neighbour that never answers and has 100,000 waiting. */
export async function isolation({ adminUrl }) {
  const hub = await startHub({ DATABASE_URL: await createDatabase(adminUrl, 'bench_isolation') });
  const sink = await forkScript('sink.mjs');
  await call(hub.url, 'POST', '/subscriptions', {
    uri: `${sink.first}/hooks`,
    filters: ['bench.timed'],
    concurrency: 64,
  });
  const dead = await call(hub.url, 'POST', '/subscriptions', { uri: `${sink.first}/hangs`, filters: ['bench.dead'] });
  await call(hub.url, 'POST', `/subscriptions/${dead.id}/pause`);
  await publishBacklog(hub.url);

  const measure = async () => {
    const wanted = PER_SECOND * SECONDS;
    sink.child.send({ wanted, measure: true });
    const done = once(sink.child, 'message');
    const started = performance.now();
    const pending = [];
    for (let sent = 0; sent < wanted; sent++) {
      const dueAt = started + (sent * 1_000) / PER_SECOND;
      if (performance.now() < dueAt) await sleep(dueAt - performance.now());
      pending.push(call(hub.url, 'POST', '/events', { type: 'bench.timed', data: { sentAt: Date.now() } }));
    }
    await Promise.all(pending);
    const [{ arrivals }] = await done;
    return arrivals.map(([sentAt, arrivedAt]) => arrivedAt - sentAt);
  };
  const stolen = [];
  let again = 0;
  const delays = async () => {
    for (let tries = 1; ; tries++) {
      const stolenPart = watchStolen();
      const measured = await measure();
      const part = stolenPart();
      if (part > MAY_BE_STOLEN && tries < TRIES) again++;
      else {
        stolen.push(part);
        return measured;
      }
    }
  };
  const neighbour = async (verb) => {
    await call(hub.url, 'POST', `/subscriptions/${dead.id}/${verb}`);
    await sleep(500);
  };

  await measure();
  const sides = { without: [], with: [] };
  for (let pair = 0; pair < PAIRS; pair++) {
    sides.without.push(await delays());
    await neighbour('resume');
    sides.with.push(await delays());
    await neighbour('pause');
  }
  const { held, scheduled } = await call(hub.url, 'GET', '/queue');
  await Promise.all([hub.stop(), sink.stop()]);
  const [without, beside] = [sides.without.flat(), sides.with.flat()];
  return {
    'p50 ms without': percentile(without, 0.5),
    'p50 ms with': percentile(beside, 0.5),
    'p99 ms without': percentile(without, 0.99),
    'p99 ms with': percentile(beside, 0.99),
    ratio: round(percentile(beside, 0.99) / percentile(without, 0.99), 2),
    'p99 of the pairs': sides.with
      .map((pair, index) => `${percentile(sides.without[index], 0.99)}/${percentile(pair, 0.99)}`)
      .join(' '),
    'measured again': again,
    'most of the CPU stolen': round(Math.max(...stolen), 3),
    'still waiting': held + scheduled,
  };
}

async function publishBacklog(url) {
  const events = Array(1_000).fill({ type: 'bench.dead', data: {} });
  for (let published = 0; published < BACKLOG; published += events.length)
    await call(url, 'POST', '/events/batch', { events });
}
