import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createDatabase } from '@kanca/database';
import { call, forkScript, startHub } from './support/child.mjs';
import { percentile, round } from './support/figures.mjs';

const MEGABYTES = 25;
const SUBSCRIPTIONS = 50;
const SECRET = 'large-event-secret';

/** How long `/health/live` takes while one genuine event of 25 MB goes to 50 subscriptions, and while it is tried again. */
export async function large({ adminUrl }) {
  const hub = await startHub({ DATABASE_URL: await createDatabase(adminUrl, 'bench_large') });
  const sink = await forkScript('sink.mjs');
  await call(hub.url, 'POST', '/sources', { provider: 'github', secrets: [SECRET] });
  for (let made = 0; made < SUBSCRIPTIONS; made++)
    await call(hub.url, 'POST', '/subscriptions', { uri: `${sink.first}/hooks`, filters: ['github.*'] });

  const body = Buffer.from(JSON.stringify({ ref: 'x'.repeat(MEGABYTES * 1_024 * 1_024 - 64) }));
  const idle = await probing(hub.url, () => new Promise((resolve) => setTimeout(resolve, 2_000)));
  sink.child.send({ wanted: SUBSCRIPTIONS });
  const done = once(sink.child, 'message');
  const started = performance.now();
  const busy = await probing(hub.url, async () => {
    await push(hub.url, body);
    await done;
  });
  const seconds = (performance.now() - started) / 1_000;
  await Promise.all([hub.stop(), sink.stop()]);
  return {
    'seconds until all have it': round(seconds, 1),
    'health p50 ms, idle': round(percentile(idle, 0.5), 1),
    'health p50 ms': round(percentile(busy, 0.5), 1),
    'health p99 ms': round(percentile(busy, 0.99), 1),
    'health worst ms, idle': round(Math.max(...idle), 1),
    'health worst ms': round(Math.max(...busy), 1),
  };
}

async function push(url, body) {
  const response = await fetch(`${url}/api/webhooks/incoming/github`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    },
    body,
  });
  if (!response.ok) throw new Error(`The push was answered with ${response.status}: ${await response.text()}`);
}

/** The times that `/health/live` takes while `work` goes on. */
async function probing(url, work) {
  const times = [];
  let isOver = false;
  const probe = async () => {
    while (!isOver) {
      const started = performance.now();
      await fetch(`${url}/health/live`).then((response) => response.text());
      times.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const probes = probe();
  await work();
  isOver = true;
  await probes;
  return times;
}
