// The floor of the ingest bench: bare node:http, the signature, and the very group commit that the hub uses. It finds no source,
// judges no request, parses nothing and answers a constant.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { EventLog } from '@kanca/dispatch';
import { createTestEngine } from '@kanca/testing';
import { SECRET } from './support/github-push.mjs';

const engine = await createTestEngine({
  database: { url: process.env.DATABASE_URL },
  settings: { worker: false, scheduler: false },
});
const log = engine.app.get(EventLog);
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const expected = createHmac('sha256', SECRET).update(body).digest();
    const given = Buffer.from(request.headers['x-hub-signature-256'].slice(7), 'hex');
    if (!timingSafeEqual(expected, given)) return response.writeHead(401).end();
    log
      .append({
        tenant: 'default',
        traceparent,
        raw: { body, headers: request.headers },
        events: [
          {
            provider: 'github',
            source: '/github',
            sourceId: null,
            type: 'github.push',
            dedupKey: request.headers['x-github-delivery'],
            datacontenttype: 'application/json',
            data: 'raw',
          },
        ],
      })
      .then(
        () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"received":true}'),
        () => response.writeHead(503).end(),
      );
  });
});
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('SIGTERM', () => process.exit(0));
