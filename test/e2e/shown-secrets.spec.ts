import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue, formsOfSecret, RejectionLog } from '@kanca/receivers';
import type { ReceiverDefinition } from '@kanca/receivers';
import { ADMIN_KEY, startTestHub, type TestHub } from '../support/test-hub.js';

interface Page {
  readonly data: readonly { readonly id: string }[];
}

/** Their requests carry the secret itself. */
const holdSecrets = ({ verify }: ReceiverDefinition): boolean =>
  (verify.credentialHeaders ?? []).length > 0 ||
  ['credentialHeadersOf', 'credentialQueryOf', 'withoutCredentials'].some((method) => method in verify);
const receivers = catalogue
  .map(({ receiver }) => receiver)
  .filter((receiver) => receiver.secret !== null && receiver.assurance !== 'none' && holdSecrets(receiver));

describe('the answers of the hub', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(() => hub.close());

  it.each(receivers.map((receiver) => [receiver.name, receiver] as const))(
    'show no secret of a source of %s, in no form',
    async (provider, receiver) => {
      const keys = receiver.verify.newKeys();
      const secret = keys?.secret ?? '';
      const required = receiver.options.filter((field) => 'isRequired' in field && field.isRequired);
      const options = Object.fromEntries(required.map(({ name }) => [name, `invented-${name}`]));
      const made = await hub.call<{ id: string }>('POST', '/sources', { provider, secrets: [secret], options });
      expect(made.status).toBe(201);
      const source = made.body.id;
      const answers: unknown[] = [];
      const ask = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
        const answer = await hub.call<T>(method, path, body);
        answers.push(answer.body);
        return answer.body;
      };
      for (const mode of ['valid', 'wrong-key', 'missing', 'tampered'])
        await ask('POST', `/sources/${source}/test`, { mode });
      // The name of the event is wrong, and then the body, so that the answers are problems. A form would be right in any text.
      await ask('POST', `/sources/${source}/test`, { event: secret });
      await ask('POST', `/sources/${source}/test`, {
        data: `{"a": ${receiver.body[0]?.kind === 'json' ? secret : ''}`,
      });
      await hub.hub.app.get(RejectionLog).flush();
      await ask('GET', `/sources/${source}`);
      const events = await ask<Page>('GET', `/events?type=${provider}.*`);
      for (const { id } of events.data) {
        await ask('GET', `/events/${id}`);
        const raw = await fetch(`${hub.url}/api/v1/events/${id}/raw`, {
          headers: { authorization: `Bearer ${ADMIN_KEY}` },
        });
        answers.push(
          await raw.text(),
          Buffer.from(raw.headers.get('kanca-original-headers') ?? '', 'base64').toString(),
        );
      }
      for (const { id } of (await ask<Page>('GET', `/rejections?source=${source}`)).data)
        await ask('GET', `/rejections/${id}`);
      // What the caller wrote itself, and the hub says back, is no leak.
      const text = answers
        .map((answer) => JSON.stringify(answer))
        .filter((answer) => !answer.includes('There is no sample'))
        .join('\n');
      expect(formsOfSecret(secret).filter((form) => text.includes(form))).toEqual([]);
    },
  );
});
