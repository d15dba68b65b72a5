import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { catalogue, Ingress, RejectionLog } from '@kanca/receivers';
import { RemoteDocuments } from '@kanca/receivers/kit';
import { startTestHub, type TestHub } from '../support/test-hub.js';

interface TestAnswer {
  readonly status: number;
  readonly body: string;
  readonly signedWith: 'secret' | 'test-key';
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body: string };
}

/** What their sources have to have beyond an invented text. */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ebay: { verificationToken: 'v'.repeat(40), clientId: 'invented', clientSecret: 'invented-secret' },
};
/** The private key is the provider's own, and its sources hold no secret that could sign. */
const MADE = ['aws-sns', 'discord', 'ebay', 'google-pubsub', 'paypal', 'plaid', 'sendgrid', 'telnyx', 'wise'];

describe('kanca trigger', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub();
    // Every sender reads through the documents themselves here, where a test can watch.
    const documents = hub.hub.app.get(RemoteDocuments);
    documents.forSender = () => documents;
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => hub.close());

  async function sourceOf(
    provider: string,
    more: Readonly<Record<string, string>> = {},
    name?: string,
  ): Promise<string> {
    const receiver = catalogue.map((entry) => entry.receiver).find((one) => one.name === provider);
    if (receiver === undefined) throw new Error(`There is no receiver ${provider}.`);
    const required = receiver.options.filter((field) => 'isRequired' in field && field.isRequired);
    const invented = Object.fromEntries(required.map((field) => [field.name, `invented-${field.name}`]));
    const secret = receiver.secret === null ? [] : [receiver.verify.newKeys()?.secret ?? ''];
    const options = { ...invented, ...OPTIONS[provider], ...more };
    const made = await hub.call<{ id: string }>('POST', '/sources', { provider, name, secrets: secret, options });
    expect([made.status, made.status === 201 ? '' : made.body]).toEqual([201, '']);
    return made.body.id;
  }

  async function trigger(source: string, mode = 'valid'): Promise<TestAnswer> {
    const { status, body } = await hub.call<TestAnswer>('POST', `/sources/${source}/test`, { mode });
    expect([status, status === 200 ? '' : body]).toEqual([200, '']);
    return body;
  }

  const countOf = async (provider: string): Promise<number> =>
    (await hub.call<{ data: unknown[] }>('GET', `/events?type=${provider}.*`)).body.data.length;

  it.each(['github', ...MADE])('makes an event of %s', async (provider) => {
    const source = await sourceOf(provider);
    const asked = jest.spyOn(hub.hub.app.get(RemoteDocuments), 'read');
    const genuine = await trigger(source);
    expect([genuine.body, Math.floor(genuine.status / 100)]).toEqual([genuine.body, 2]);
    expect(genuine.signedWith).toBe(MADE.includes(provider) ? 'test-key' : 'secret');
    expect(await countOf(provider)).toBe(1);
    // Nobody outside is asked for the certificate of a test call.
    expect(asked).not.toHaveBeenCalled();
  });

  it.each(MADE)('makes none of a request of %s that another key signed, or none', async (provider) => {
    const source = await sourceOf(provider, {}, 'wrong');
    const before = await countOf(provider);
    for (const mode of ['wrong-key', 'missing']) expect((await trigger(source, mode)).status).toBe(401);
    expect(await countOf(provider)).toBe(before);
  });

  it('makes an event of PayPal where PayPal itself would be asked about it', async () => {
    const more = { mode: 'postback', clientId: 'invented', clientSecret: 'invented-secret' };
    const source = await sourceOf('paypal', more, 'postback');
    expect((await trigger(source)).status).toBe(200);
    for (const mode of ['wrong-key', 'tampered', 'stale']) expect((await trigger(source, mode)).status).toBe(401);
  });

  it.each(['paypal', 'aws-sns', 'google-pubsub', 'plaid', 'ebay', 'discord'])(
    'believes the key of a test call of %s in that call, and never again',
    async (provider) => {
      const source = await sourceOf(provider, {}, 'again');
      const taken = jest.spyOn(hub.hub.app.get(Ingress), 'handleTest');
      const { status, request } = await trigger(source);
      expect(status).toBeLessThan(300);
      const [call] = taken.mock.calls;
      if (call === undefined) throw new Error('The call was not taken for a test.');
      const [message, , proof] = call;
      // Even if PayPal published the certificate that was made for the call: its authority is trusted by nobody.
      const documents = hub.hub.app.get(RemoteDocuments);
      const nothing = (): Promise<never> => Promise.reject(new Error('nothing was made for this'));
      const published = provider === 'paypal' ? proof.documents : undefined;
      jest.spyOn(documents, 'read').mockImplementation((url) => published?.read(url) ?? nothing());
      jest.spyOn(documents, 'ask').mockImplementation(nothing);

      const before = await countOf(provider);
      const { host: _host, 'content-length': _length, connection: _connection, ...headers } = message.headers;
      const again = await fetch(hub.url + (message.url ?? ''), {
        method: message.method ?? 'POST',
        headers: headers as Record<string, string>,
        body: request.body,
      });
      expect(again.ok).toBe(false);
      expect(await countOf(provider)).toBe(before);
      expect(taken).toHaveBeenCalledTimes(1);
      if (provider !== 'paypal') return;
      await hub.hub.app.get(RejectionLog).flush();
      const rejections = await hub.call<{ data: { diagnosis: string }[] }>(
        'GET',
        '/rejections?provider=paypal&limit=1',
      );
      expect(rejections.body.data[0]?.diagnosis).toContain(
        'was not issued, step by step, by an authority that is trusted',
      );
    },
  );
});
