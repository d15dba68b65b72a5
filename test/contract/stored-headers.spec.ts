import { describe, expect, it } from '@jest/globals';
import { generic } from '@kanca/receivers/generic';
import { genericJson } from '@kanca/receivers/generic-json';
import { gitlab } from '@kanca/receivers/gitlab';
import { okta } from '@kanca/receivers/okta';
import { telegram } from '@kanca/receivers/telegram';
import { serveIngress } from '@kanca/testing';
import type { ReceiverDefinition } from '@kanca/receivers';

const TOKEN = 'a-token-nobody-may-read-later';

describe('the headers that are stored with an event', () => {
  it.each<[string, ReceiverDefinition, Record<string, unknown>, string, string]>([
    [
      'authorization',
      generic,
      { scheme: 'token', at: 'header:authorization', prefix: 'Bearer ' },
      `Bearer ${TOKEN}`,
      '{}',
    ],
    ['x-own-name', generic, { scheme: 'token', at: 'header:x-own-name' }, TOKEN, '{}'],
    [
      'x-named-here',
      okta,
      { header: 'x-named-here' },
      TOKEN,
      '{"data":{"events":[{"uuid":"1","eventType":"user.session.start"}]}}',
    ],
    ['x-webhook-token', genericJson, {}, TOKEN, '{}'],
    ['x-gitlab-token', gitlab, {}, TOKEN, '{"object_kind":"push"}'],
    ['x-telegram-bot-api-secret-token', telegram, {}, TOKEN, '{"update_id":1,"message":{"message_id":1}}'],
  ])('are without the token in %s', async (name, receiver, options, value, body) => {
    const served = await serveIngress({
      receivers: [receiver],
      sources: [{ provider: receiver.name, secrets: [TOKEN], options }],
    });
    // Some senders write it into a second header as well, in whatever form.
    const again = Buffer.from(`me:${TOKEN}`).toString('base64');
    const headers = {
      'content-type': 'application/json',
      'x-gitlab-event': 'Push Hook',
      [name]: value,
      'x-again': again,
    };
    const answer = await fetch(`${served.origin}/api/webhooks/incoming/${receiver.name}`, {
      method: 'POST',
      headers,
      body,
    });
    await served.close();
    expect(answer.status).toBe(200);
    expect(JSON.stringify(served.log.arrivals[0]?.raw?.headers)).not.toContain(TOKEN);
    expect(served.log.arrivals[0]?.raw?.headers['x-again']).not.toBe(again);
    expect(served.log.arrivals[0]?.raw?.headers['content-type']).toBe('application/json');
  });
});
