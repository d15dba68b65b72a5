// The floor of the deliver bench: undici's Pool.request in a loop, with no queue, no signature and no record. With `deadlineMs` each
// call also keeps one deadline for everything, as each delivery has to.
import { Pool } from 'undici';

process.on('message', async ({ url, count, concurrency, bytes, deadlineMs }) => {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: concurrency });
  const body = Buffer.from(JSON.stringify({ data: { filler: 'x'.repeat(bytes) } }));
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next++ < count) {
        const { body: answer } = await pool.request({
          path: pathname,
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
          ...(deadlineMs === undefined ? {} : { signal: AbortSignal.timeout(deadlineMs) }),
        });
        await answer.dump();
      }
    }),
  );
  const perSecond = count / ((performance.now() - started) / 1_000);
  await pool.close();
  process.send(perSecond);
});
process.send('ready');
