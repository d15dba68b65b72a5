import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '@kanca/database';
import { call, forkScript, startHub } from './support/child.mjs';
import { median, percentile, round } from './support/figures.mjs';

const BACKLOG = 100_000;
const PER_SECOND = 200;
const SECONDS = 8;
const ROUNDS = 3;

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

  const delays = async () => {
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

  await delays();
  const p99 = { without: [], with: [] };
  for (let round_ = 0; round_ < ROUNDS; round_++) {
    p99.without.push(percentile(await delays(), 0.99));
    await call(hub.url, 'POST', `/subscriptions/${dead.id}/resume`);
    p99.with.push(percentile(await delays(), 0.99));
    await call(hub.url, 'POST', `/subscriptions/${dead.id}/pause`);
  }
  const { held, scheduled } = await call(hub.url, 'GET', '/queue');
  await Promise.all([hub.stop(), sink.stop()]);
  return {
    'p99 ms without': round(median(p99.without), 1),
    'p99 ms with': round(median(p99.with), 1),
    ratio: round(median(p99.with) / median(p99.without), 2),
    'ratios of the rounds': p99.with.map((ms, index) => round(ms / p99.without[index], 2)).join(' '),
    'still waiting': held + scheduled,
  };
}

async function publishBacklog(url) {
  const events = Array(1_000).fill({ type: 'bench.dead', data: {} });
  for (let published = 0; published < BACKLOG; published += events.length)
    await call(url, 'POST', '/events/batch', { events });
}
