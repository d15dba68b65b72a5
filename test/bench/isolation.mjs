import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '@kanca/database';
import { call, forkScript, startHub } from './support/child.mjs';
import { percentile, round } from './support/figures.mjs';
import { undisturbed } from './support/stolen.mjs';

const BACKLOG = 100_000;
const PER_SECOND = 200;
const SECONDS = 3;
const PAIRS = 12;

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
  const neighbour = async (verb) => {
    await call(hub.url, 'POST', `/subscriptions/${dead.id}/${verb}`);
    await sleep(500);
  };

  await measure();
  const pairs = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const without = await undisturbed(measure);
    await neighbour('resume');
    const beside = await undisturbed(measure);
    await neighbour('pause');
    pairs.push({ without, beside });
  }
  const { held, scheduled } = await call(hub.url, 'GET', '/queue');
  await Promise.all([hub.stop(), sink.stop()]);
  const clean = pairs.filter(({ without, beside }) => without.isClean && beside.isClean);
  const [without, beside] = ['without', 'beside'].map((side) => clean.flatMap((pair) => pair[side].value));
  return {
    'pairs of measurements that count': `${clean.length} of ${PAIRS}`,
    'p50 ms without': percentile(without, 0.5),
    'p50 ms with': percentile(beside, 0.5),
    'p99 ms without': percentile(without, 0.99),
    'p99 ms with': percentile(beside, 0.99),
    ratio: round(percentile(beside, 0.99) / percentile(without, 0.99), 2),
    'p99 of all pairs': pairs
      .map((pair) => `${percentile(pair.without.value, 0.99)}/${percentile(pair.beside.value, 0.99)}`)
      .join(' '),
    'CPU stolen in them, %': pairs
      .map((pair) => `${round(pair.without.stolen * 100)}/${round(pair.beside.stolen * 100)}`)
      .join(' '),
    'still waiting': held + scheduled,
  };
}

async function publishBacklog(url) {
  const events = Array(1_000).fill({ type: 'bench.dead', data: {} });
  for (let published = 0; published < BACKLOG; published += events.length)
    await call(url, 'POST', '/events/batch', { events });
}
