// The client of the ingest bench: 64 connections, each with one request at a time, for some seconds.
import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { githubPush } from './support/github-push.mjs';
import { percentile } from './support/figures.mjs';

const { body, signature } = githubPush();

process.on('message', async ({ url, seconds, connections }) => {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections });
  const latencies = [];
  let failures = 0;
  const until = performance.now() + seconds * 1_000;
  const client = async () => {
    while (performance.now() < until) {
      const started = performance.now();
      const { statusCode, body: answer } = await pool.request({
        path: pathname,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'GitHub-Hookshot/bench',
          'x-github-event': 'push',
          'x-github-delivery': randomUUID(),
          'x-hub-signature-256': signature,
        },
        body,
      });
      await answer.dump();
      if (statusCode === 200) latencies.push(performance.now() - started);
      else failures++;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, client));
  const elapsed = (performance.now() - started) / 1_000;
  await pool.close();
  process.send({
    perSecond: latencies.length / elapsed,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    failures,
  });
});
process.send('ready');
