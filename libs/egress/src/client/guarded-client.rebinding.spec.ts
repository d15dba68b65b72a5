import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HostileSink } from '../../test/hostile-sink.js';
import { loopbackClient, post } from '../../test/loopback-client.js';
import { RebindingNameServer } from '../../test/rebinding-name-server.js';
import { EgressError } from '../request/egress-error.js';

// 127.0.0.1 is let through here, and stands for the public internet; 127.0.0.2 stands for what must not be reached.
const GOOD = '127.0.0.1';
const BAD = '127.0.0.2';

describe('GuardedClient and a name server that changes its mind', () => {
  let sink: HostileSink;
  let victim: HostileSink;

  beforeEach(async () => {
    sink = await HostileSink.http((_request, response) => response.writeHead(200, { connection: 'close' }).end('good'));
    victim = await HostileSink.http((_request, response) => response.end('secret'), BAD);
  });

  afterEach(async () => {
    await Promise.all([sink.close(), victim.close()]);
  });

  /** What comes of calls to `rebind.test` on a port, one after the other, each over a connection of its own. */
  async function outcomes(answers: readonly string[], port: number, calls: number): Promise<readonly string[]> {
    const names = await RebindingNameServer.start(answers);
    const client = loopbackClient({ resolver: names.resolver() });
    const seen: string[] = [];
    for (let call = 0; call < calls; call++)
      seen.push(
        await client.request(post(`http://rebind.test:${String(port)}/`)).then(
          ({ body }) => body.toString(),
          (error: unknown) => (error instanceof EgressError ? error.kind : String(error)),
        ),
      );
    expect(names.asked).toBe(calls);
    await client.close();
    await names.close();
    return seen;
  }

  it('never reaches the second address, whether it is asked for the port of the first or its own', async () => {
    for (const { port } of [sink, victim]) {
      const seen = await outcomes([GOOD, BAD], port, 12);
      expect(seen.filter((_, index) => index % 2 === 1)).toEqual(Array(6).fill('blocked'));
    }
    expect(victim.connections).toBe(0);
  });

  it('connects to what it was told, and does not ask again in between', async () => {
    expect(await outcomes([GOOD], sink.port, 5)).toEqual(Array(5).fill('good'));
  });
});
