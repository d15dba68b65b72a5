import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '@kanca/database';
import { call, forkScript, startHub } from './support/child.mjs';
import { percentile, round } from './support/figures.mjs';
import { undisturbed } from './support/stolen.mjs';

const PER_SECOND = 500;
const SECONDS = 10;

/** From publishing to the subscriber, at 500 events a second. */
export async function latency({ adminUrl }) {
  const hub = await startHub({ DATABASE_URL: await createDatabase(adminUrl, 'bench_latency') });
  const sink = await forkScript('sink.mjs');
  await call(hub.url, 'POST', '/subscriptions', { uri: `${sink.first}/hooks`, concurrency: 64 });
  const run = async (seconds) => {
    const wanted = PER_SECOND * seconds;
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
  await run(3);
  const { value: delays, stolen } = await undisturbed(() => run(SECONDS));
  await Promise.all([hub.stop(), sink.stop()]);
  return {
    'events/s': PER_SECOND,
    'p50 ms': round(percentile(delays, 0.5), 1),
    'p99 ms': round(percentile(delays, 0.99), 1),
    'CPU stolen meanwhile, %': round(stolen * 100),
  };
}
