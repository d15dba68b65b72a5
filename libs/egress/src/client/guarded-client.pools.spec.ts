import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HostileSink } from '../../test/hostile-sink.js';
import { loopbackClient, post } from '../../test/loopback-client.js';
import { ScriptedResolver } from '../../test/scripted-resolver.js';
import type { GuardedClient } from './guarded-client.js';

describe('GuardedClient and many origins', () => {
  let sink: HostileSink;
  let client: GuardedClient;

  beforeEach(async () => {
    sink = await HostileSink.http((_request, response) => response.end());
  });

  afterEach(async () => {
    await client.close();
    await sink.close();
  });

  it('keeps few of a thousand origins, and few connections', async () => {
    client = loopbackClient({ resolver: new ScriptedResolver([['127.0.0.1']]), maxOrigins: 10 });
    let mostOrigins = 0;
    let mostConnections = 0;
    let next = 0;
    const callSome = async (): Promise<void> => {
      for (let host = next++; host < 1_000; host = next++) {
        const { status } = await client.request(post(sink.url('/', `h${String(host)}.test`)));
        expect(status).toBe(200);
        mostOrigins = Math.max(mostOrigins, client.openOrigins);
        mostConnections = Math.max(mostConnections, sink.open.size);
      }
    };
    await Promise.all(Array.from({ length: 20 }, callSome));
    expect(sink.connections).toBe(1_000);
    expect(mostOrigins).toBe(10);
    expect(mostConnections).toBeLessThan(100);
  });

  it('lets the origin go that was called longest ago', async () => {
    client = loopbackClient({ resolver: new ScriptedResolver([['127.0.0.1']]), maxOrigins: 2 });
    for (const host of ['a.test', 'b.test', 'a.test', 'c.test', 'a.test'])
      await client.request(post(sink.url('/', host)));
    expect(sink.connections).toBe(3);
  });

  it('does not cut off a call under way to make room', async () => {
    const slow = await HostileSink.http((_request, response) => setTimeout(() => response.end('done'), 150));
    client = loopbackClient({ maxOrigins: 1 });
    const call = client.request(post(slow.url()));
    await client.request(post(sink.url()));
    expect((await call).body.toString()).toBe('done');
    await slow.deserted();
    await slow.close();
  });

  it('lets go of an origin that is no longer called', async () => {
    client = loopbackClient({ maxConnectionAgeMs: 50 });
    await client.request(post(sink.url()));
    expect(client.openOrigins).toBe(1);
    await sink.deserted();
    expect(client.openOrigins).toBe(0);
  });
});
