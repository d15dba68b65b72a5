// The subscriber of the benches: reads, counts, answers. Reports how many came and when the last one did.
import { createServer } from 'node:http';

let count = 0;
let last = 0;
let arrivals = null;
/** 0: nobody waits. */
let wanted = 0;
const server = createServer((request, response) => {
  // Taken and never answered: a subscriber that is as good as dead.
  if (request.url === '/hangs') return void request.resume();
  const chunks = arrivals === null ? null : [];
  request.on('data', (chunk) => chunks?.push(chunk));
  request.on('end', () => {
    count++;
    last = Date.now();
    if (chunks !== null) arrivals.push([JSON.parse(Buffer.concat(chunks).toString()).data.sentAt, last]);
    response.writeHead(200).end();
    if (count === wanted) process.send({ count, last, arrivals });
  });
});
process.on('message', (message) => {
  count = 0;
  wanted = message.wanted;
  arrivals = message.measure ? [] : null;
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('SIGTERM', () => process.exit(0));
