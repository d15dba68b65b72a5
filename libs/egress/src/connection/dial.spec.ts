import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HostileSink } from '../../test/hostile-sink.js';
import { failureOf } from '../../test/loopback-client.js';
import { dial, type DialOptions } from './dial.js';

describe('dial', () => {
  let sink: HostileSink;
  let received = 0;

  beforeEach(async () => {
    received = 0;
    sink = await HostileSink.tcp((socket) => {
      socket.on('data', (chunk: Buffer) => (received += chunk.length));
    });
  });

  afterEach(() => sink.close());

  function options(changes: Partial<DialOptions> = {}): DialOptions {
    return {
      address: '127.0.0.1',
      port: sink.port,
      tls: null,
      timeoutMs: 1_000,
      signal: new AbortController().signal,
      onSocket: () => undefined,
      refuses: () => null,
      ...changes,
    };
  }

  it('hands over a socket that is connected to the address', async () => {
    const socket = await dial(options());
    expect(socket.remoteAddress).toBe('127.0.0.1');
    socket.destroy();
  });

  it('judges the address that the socket really has, and hangs up before a byte is sent', async () => {
    const asked: string[] = [];
    const refusal = { reason: 'address', destination: 'evil.test:80' } as const;
    const refuses = (remote: string): typeof refusal => {
      asked.push(remote);
      return refusal;
    };
    expect(await failureOf(dial(options({ refuses })))).toMatchObject({
      kind: 'blocked',
      refusal,
      operatorDetail: expect.stringContaining('connected to 127.0.0.1'),
    });
    await sink.deserted();
    expect([asked, received]).toEqual([['127.0.0.1'], 0]);
  });

  it('fails when its socket is destroyed while it connects', async () => {
    expect(await failureOf(dial(options({ onSocket: (socket) => socket.destroy() })))).toMatchObject({
      kind: 'connect',
    });
  });

  it('stops when its signal says so, and leaves a socket alone that it has handed over', async () => {
    const controller = new AbortController();
    const handedOver = await dial(options({ signal: controller.signal }));
    const stopped = failureOf(dial(options({ signal: controller.signal })));
    controller.abort();
    expect(await stopped).toMatchObject({ kind: 'connect' });
    expect(handedOver.destroyed).toBe(false);
    handedOver.destroy();
  });
});
