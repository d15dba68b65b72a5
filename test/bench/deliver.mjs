import { once } from 'node:events';
import { createDatabase } from '@kanca/database';
import { call, forkScript, startHub } from './support/child.mjs';
import { median, round } from './support/figures.mjs';

const EVENTS = 20_000;
const ROUNDS = 3;
const BYTES = 2_000;
const CONCURRENCY = 64;
/** Of one delivery, in all. */
const DEADLINE_MS = 15_000;

/** 20,000 signed notifications of 2 KB to one local sink, each with its attempt on record, beside a bare client. */
export async function deliver({ adminUrl }) {
  const hub = await startHub({ DATABASE_URL: await createDatabase(adminUrl, 'bench_deliver') });
  const sink = await forkScript('sink.mjs');
  const floor = await forkScript('deliver-floor.mjs');
  const { id } = await call(hub.url, 'POST', '/subscriptions', {
    uri: `${sink.first}/hooks`,
    concurrency: CONCURRENCY * 4,
  });

  const hubRun = async () => {
    await call(hub.url, 'POST', `/subscriptions/${id}/pause`);
    const event = { type: 'bench.delivered', data: { filler: 'x'.repeat(BYTES) } };
    for (let published = 0; published < EVENTS; published += 500)
      await call(hub.url, 'POST', '/events/batch', { events: Array(500).fill(event) });
    sink.child.send({ wanted: EVENTS });
    const started = Date.now();
    const done = once(sink.child, 'message');
    await call(hub.url, 'POST', `/subscriptions/${id}/resume`);
    const [{ last }] = await done;
    await settled(hub.url);
    return EVENTS / ((last - started) / 1_000);
  };
  const floorRun = async (deadlineMs) => {
    sink.child.send({ wanted: 0 });
    floor.child.send({ url: `${sink.first}/hooks`, count: EVENTS, concurrency: CONCURRENCY, bytes: BYTES, deadlineMs });
    const [perSecond] = await once(floor.child, 'message');
    return perSecond;
  };

  await floorRun();
  await hubRun();
  const runs = { hub: [], floor: [], withDeadline: [] };
  for (let round_ = 0; round_ < ROUNDS; round_++) {
    runs.hub.push(await hubRun());
    runs.floor.push(await floorRun());
    runs.withDeadline.push(await floorRun(DEADLINE_MS));
  }
  await Promise.all([hub.stop(), sink.stop(), floor.stop()]);
  return {
    'hub deliveries/s': round(median(runs.hub)),
    'floor requests/s': round(median(runs.floor)),
    'ratio to floor': round(median(runs.hub) / median(runs.floor), 2),
    'ratios of the rounds': runs.hub.map((perSecond, index) => round(perSecond / runs.floor[index], 2)).join(' '),
    'floor with a deadline, requests/s': round(median(runs.withDeadline)),
    'ratio to floor with a deadline': round(median(runs.hub) / median(runs.withDeadline), 2),
  };
}

async function settled(url) {
  for (;;) {
    const { ready, running } = await call(url, 'GET', '/queue');
    if (ready + running === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
