import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FixedClock } from '@kanca/core';
import { catalogue, formsOfSecret } from '@kanca/receivers';
import {
  defineReceiver,
  inboundRequest,
  inHeader,
  inJson,
  inspectRequest,
  oneOf,
  sourceSettings,
  token,
} from '@kanca/receivers/kit';
import { figma } from '@kanca/receivers/figma';
import { generic } from '@kanca/receivers/generic';
import { github } from '@kanca/receivers/github';
import { salesforce } from '@kanca/receivers/salesforce';
import { telegram } from '@kanca/receivers/telegram';
import { serveIngress, VectorDocuments } from '@kanca/testing';
import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { ReceiverDefinition, SourceSettings } from '@kanca/receivers';
import type { ReceiverVector, ServedIngress } from '@kanca/testing';

const INCOMING = '/api/webhooks/incoming/';
/** A shorter one could stand in any text by chance. */
const TELLING_CHARACTERS = 8;

function vectorsOf({ name }: ReceiverDefinition): readonly ReceiverVector[] {
  const file = new URL(`../../libs/receivers/src/${name}/${name}.vectors.json`, import.meta.url);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ReceiverVector[]) : [];
}

/** Where nothing is proved, what a source has for a secret is known to many: an organisation's id, say. */
function secretsOf(receiver: ReceiverDefinition, { secrets, options }: SourceSettings): readonly string[] {
  const others = receiver.options.filter(({ kind }) => kind === 'secret').map(({ name }) => options[name]);
  const own = receiver.assurance === 'none' ? [] : secrets;
  const texts = [...own, ...others].filter((secret) => typeof secret === 'string');
  return texts.filter((secret) => secret.length >= TELLING_CHARACTERS);
}

/** Where the provider signs a URL that is none of the hub's, its vectors can only be read. */
async function dataOf(receiver: ReceiverDefinition, vector: ReceiverVector): Promise<string> {
  const { method, url, headers, bodyBase64 } = vector.request;
  const body = Buffer.from(bodyBase64, 'base64');
  const request = inboundRequest({ method, headers, body, ...(url === undefined ? {} : { url }) });
  const publicUrl = new URL(url ?? '/', 'http://localhost:3000').origin;
  const settings = { ...sourceSettings(receiver, vector.config), publicUrl, documents: new VectorDocuments(vector) };
  const { events } = await inspectRequest(receiver, settings, request, vector.nowMs);
  return events.map(({ data }) => JSON.stringify(data)).join('\n');
}

/** Everything that is stored, as text. */
function storedIn({ log }: ServedIngress): string {
  return log.arrivals
    .flatMap(({ raw, events }) => [raw?.body, ...events.map(({ data }) => (data === 'raw' ? undefined : data))])
    .map((bytes) => bytes?.toString('utf8') ?? '')
    .join('\n');
}

function writingsOf(secret: string): readonly string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
}

async function serve(receiver: ReceiverDefinition, vector: ReceiverVector): Promise<ServedIngress> {
  const { secrets, options } = sourceSettings(receiver, vector.config);
  return serveIngress({
    receivers: [receiver],
    sources: [{ provider: receiver.name, secrets, options }],
    clock: new FixedClock(vector.nowMs),
    documents: new VectorDocuments(vector),
    publicUrl: new URL(vector.request.url ?? '/', 'http://localhost:3000').origin,
  });
}

async function send(served: ServedIngress, provider: string, { request }: ReceiverVector): Promise<number> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost:3000');
  const path = pathname.startsWith(INCOMING) ? pathname : INCOMING + provider;
  const body = Buffer.from(request.bodyBase64, 'base64');
  const { status } = await fetch(served.origin + path + search, {
    method: request.method,
    headers: request.headers,
    ...(body.length === 0 ? {} : { body }),
  });
  return status;
}

describe('the body that is stored with an event, and the data of the event', () => {
  it.each(catalogue.map(({ receiver }) => [receiver.name, receiver] as const))(
    'hold no secret of a source of %s',
    async (name, receiver) => {
      let read = '';
      for (const vector of vectorsOf(receiver).filter(({ expect: expected }) => 'events' in expected)) {
        const served = await serve(receiver, vector);
        await send(served, name, vector);
        await served.close();
        const text = `${storedIn(served)}\n${await dataOf(receiver, vector)}`;
        for (const secret of secretsOf(receiver, sourceSettings(receiver, vector.config)))
          for (const written of writingsOf(secret))
            expect([vector.name, text.includes(written)]).toEqual([vector.name, false]);
        read += text.trim();
      }
      expect(read).not.toBe('');
    },
  );

  const SECRET = 'a-passcode-nobody-may-read-later';
  // Its secret is known from a header, so that the body need not be read before it is unpacked.
  const packed = defineReceiver({
    ...figma,
    name: 'packed',
    inflates: () => 'signed-as-sent',
    verify: oneOf(token(inHeader('x-passcode')), token(inJson('passcode'))),
  });
  const post = async (
    source: { readonly receiver: ReceiverDefinition; readonly options?: Record<string, unknown> },
    headers: Record<string, string>,
    bodies: readonly (string | Buffer)[],
  ): Promise<ServedIngress> => {
    const { receiver, options = {} } = source;
    const served = await serveIngress({
      receivers: [receiver],
      sources: [{ provider: receiver.name, secrets: [SECRET, 'another-passcode'], options }],
    });
    for (const body of bodies)
      await fetch(`${served.origin}${INCOMING}${receiver.name}`, { method: 'POST', headers, body });
    await served.close();
    return served;
  };

  it('keep every byte beside the secret', async () => {
    const body = `{ "event_type" : "PING", "passcode": "${SECRET}", "big": 9007199254740993, "u": "\\u00fc" }`;
    const served = await post({ receiver: figma }, { 'content-type': 'application/json' }, [body]);
    expect(storedIn(served)).toBe(`${body.replace(SECRET, '[redacted]')}\n`);
  });

  it('are stored plain when they came packed, and nothing says otherwise', async () => {
    const body = `{"event_type":"PING","passcode":"${SECRET}"}`;
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'x-passcode': SECRET };
    const source = { receiver: packed };
    const served = await post(source, headers, [gzipSync(body)]);
    expect(served.log.arrivals[0]?.raw?.headers['content-encoding']).toBeUndefined();
    expect(storedIn(served)).toBe('{"event_type":"PING","passcode":"[redacted]"}\n');
  });

  it('tell a repetition after the secret was changed on the way', async () => {
    const bodies = [SECRET, 'another-passcode'].map((passcode) => JSON.stringify({ event_type: 'PING', passcode }));
    const served = await post({ receiver: figma }, { 'content-type': 'application/json' }, bodies);
    const keys = served.log.arrivals.map(({ events }) => events[0]?.dedupKey);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it.each<[string, string, string]>([
    ['json:auth.token', 'application/json', JSON.stringify({ auth: { token: SECRET }, a: 1 })],
    ['form:token', 'application/x-www-form-urlencoded', `token=${SECRET}&a=1`],
  ])('hold no token that the source says is at %s', async (at, type, body) => {
    const source = { receiver: generic, options: { scheme: 'token', at } };
    const served = await post(source, { 'content-type': type }, [body]);
    expect(served.log.arrivals).toHaveLength(1);
    expect(storedIn(served)).not.toContain(SECRET);
  });

  it('hold no session of Salesforce, unless its handlers need it', async () => {
    const body =
      '<Envelope><Body><notifications><OrganizationId>00Dxx0000001INV</OrganizationId><ActionId>04k</ActionId>' +
      `<SessionId xsi:type="x">${SECRET}</SessionId><Notification><Id>1</Id></Notification></notifications></Body></Envelope>`;
    for (const keepSessionId of [false, true]) {
      const served = await serveIngress({
        receivers: [salesforce],
        sources: [{ provider: 'salesforce', secrets: ['00Dxx0000001INV'], options: { keepSessionId } }],
      });
      const url = `${served.origin}${INCOMING}salesforce`;
      await fetch(url, { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
      await served.close();
      expect(served.log.arrivals).toHaveLength(1);
      expect(storedIn(served).includes(SECRET)).toBe(keepSessionId);
    }
  });

  it('hold no second copy of a token that generic finds in a form, in any common spelling', async () => {
    const secret = 'tok-0123456789/abc';
    const options = { scheme: 'token', at: 'form:tok', eventId: 'header:x-id', eventType: 'form:kind' };
    const served = await serveIngress({
      receivers: [generic],
      sources: [{ provider: 'generic', secrets: [secret], options }],
    });
    const fields = new URLSearchParams({
      tok: secret,
      other: secret,
      json: JSON.stringify({ a: secret }),
      kind: secret,
    });
    const answer = await fetch(`${served.origin}/api/webhooks/incoming/generic`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-id': `id-${secret}` },
      body: `${fields.toString()}&base64=${Buffer.from(secret).toString('base64')}&kept=1`,
    });
    await served.close();
    expect(answer.status).toBe(200);
    const stored = served.log.arrivals.map(({ raw, events }) => [
      raw?.body.toString('utf8'),
      raw?.headers,
      events.map((event) => ({ ...event, data: event.data === 'raw' ? 'raw' : event.data.toString('utf8') })),
    ]);
    const text = JSON.stringify(stored);
    for (const form of formsOfSecret(secret)) expect(text).not.toContain(form);
    expect(text).toContain('kept');
  });

  it('leave two events two that differ only in digits that hold the secret', async () => {
    const secret = '123456789012';
    const served = await serveIngress({
      receivers: [telegram],
      sources: [{ provider: 'telegram', secrets: [secret] }],
    });
    const bodies = [1, 2].map(
      (last) => `{"update_id":${secret}${String(last)},"message":{"${secret}":"is ${secret}"}}`,
    );
    for (const body of bodies)
      await fetch(`${served.origin}${INCOMING}telegram`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
        body,
      });
    await served.close();
    expect(new Set(served.log.arrivals.map(({ events }) => events[0]?.dedupKey)).size).toBe(2);
    expect(served.log.arrivals.map(({ raw }) => raw?.body.toString())).toEqual(
      bodies.map((body) => body.replace(`is ${secret}`, 'is [redacted]')),
    );
  });

  it('leave two events two that are named by a text that holds the secret', async () => {
    const options = { scheme: 'token', at: 'header:x-token', eventId: 'json:id' };
    const served = await serveIngress({
      receivers: [generic],
      sources: [{ provider: 'generic', secrets: [SECRET], options }],
    });
    for (const id of [`${SECRET}-1`, `${SECRET}-2`])
      await fetch(`${served.origin}${INCOMING}generic`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-token': SECRET },
        body: JSON.stringify({ id }),
      });
    await served.close();
    const keys = served.log.arrivals.map(({ events }) => events[0]?.dedupKey);
    expect(new Set(keys).size).toBe(2);
    expect(JSON.stringify(keys)).not.toContain(SECRET);
  });

  it.each([
    ['text/plain', (secret: string) => `[info] 12:00 token ${secret} seen`],
    ['text/plain', (secret: string) => `{"a": ${secret}`],
    ['application/x-www-form-urlencoded', (secret: string) => `"x=1&note=my+${secret}`],
    ['application/json', (secret: string) => `\u{feff}{"note":"my ${secret}"}`],
  ])('hold no copy of a token in %s, whatever the body looks like', async (contentType, bodyOf) => {
    const secret = 'abcdefghijk3';
    const served = await serveIngress({
      receivers: [generic],
      sources: [{ provider: 'generic', secrets: [secret], options: { scheme: 'token', at: 'header:x-token' } }],
    });
    const response = await fetch(`${served.origin}${INCOMING}generic`, {
      method: 'POST',
      headers: { 'content-type': contentType, 'x-token': secret },
      body: bodyOf(secret),
    });
    await served.close();
    expect(response.status).toBe(200);
    expect(storedIn(served)).toContain('[redacted]');
    expect(storedIn(served)).not.toContain(secret);
  });

  it.each(['project', 'an ordinary text'])(
    'are what was sent where the sender signs, also with the secret %s',
    async (secret) => {
      const served = await serveIngress({ receivers: [github], sources: [{ provider: 'github', secrets: [secret] }] });
      const body = JSON.stringify({ [secret]: `my ${secret}`, project: 'project' });
      const signature = createHmac('sha256', secret).update(body).digest('hex');
      await fetch(`${served.origin}${INCOMING}github`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-github-event': secret.slice(0, 7),
          'x-github-delivery': 'd-1',
          'x-hub-signature-256': `sha256=${signature}`,
        },
        body,
      });
      await served.close();
      expect(served.log.arrivals[0]?.raw?.body.toString()).toBe(body);
    },
  );
});
