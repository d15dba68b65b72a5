import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from '@kanca/hub';
import { eventually } from '@kanca/testing';
import { TunnelProxy } from '../../libs/egress/test/tunnel-proxy.js';
import { startSink } from '../support/sink.js';
import { startTestHub } from '../support/test-hub.js';

describe('a hub behind a proxy', () => {
  it('delivers through it, and asks it for the address that was judged', async () => {
    const [proxy, sink] = [await TunnelProxy.start(), await startSink()];
    const hub = await startTestHub({ env: { KANCA_EGRESS_PROXY: proxy.url } });
    const { port } = new URL(sink.url);
    await hub.call('POST', '/subscriptions', { uri: `http://localhost:${port}/hooks` });
    await hub.call('POST', '/events', { type: 'a.b', data: {} });
    await eventually(() => sink.requests.length === 1);
    expect(proxy.heads[0]).toContain(`CONNECT 127.0.0.1:${port} HTTP/1.1`);
    await hub.close();
    await Promise.all([proxy.close(), sink.close()]);
  });

  it('does not start with an address that is none, and shows nothing of the password in it', () => {
    try {
      loadConfig({ KANCA_EGRESS_PROXY: 'socks5://kanca:s3cret@proxy:1080' });
      throw new Error('It was accepted.');
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      expect(String(error)).toContain('KANCA_EGRESS_PROXY');
      expect(String(error)).not.toContain('s3cret');
    }
  });
});
