import { describe, expect, it } from '@jest/globals';
import { inHeader } from '../verify/place.js';
import { token } from '../verify/token.js';
import { hmac } from '../verify/hmac.js';
import { defineReceiver } from '../define-receiver.js';
import { withoutSecrets } from './without-secrets.js';

const tokened = defineReceiver({
  name: 'tokened',
  title: 'Tokened',
  docs: 'https://docs.example.com/tokens',
  assurance: 'authenticated',
  setup: ['Choose a token.'],
  secret: { name: 'token', label: 'Token', help: 'You choose it.' },
  verify: token(inHeader('x-token')),
  read: () => ({ id: undefined, type: 'happened' }),
  events: ['happened'],
  samples: { happened: { body: { a: 1 } } },
});
const SECRET = 's3cr/t "ü"';
const stored = (body: string | Buffer, secret = SECRET): string =>
  withoutSecrets(tokened, { secrets: [secret], options: {} }, Buffer.from(body)).toString('utf8');

describe('what is stored of a body whose sender sends its secret', () => {
  it.each([
    ['as it is', `a ${SECRET} b`, 'a [redacted] b'],
    ['in JSON', JSON.stringify({ a: SECRET }), '{"a":"[redacted]"}'],
    ['in JSON that escapes everything', String.raw`{"a":"\u0073\u0033cr\/t\u0020\"\u00FC\""}`, '{"a":"[redacted]"}'],
    [
      'in a text of JSON in JSON',
      JSON.stringify({ a: JSON.stringify({ b: SECRET }) }),
      String.raw`{"a":"{\"b\":\"[redacted]\"}"}`,
    ],
    ['in a form', new URLSearchParams({ a: SECRET }).toString(), 'a=[redacted]'],
    ['in a form that escapes everything', 'a=%733cr%2ft+%22%C3%bc%22&b=1', 'a=[redacted]&b=1'],
    ['in a form that was encoded twice', 'a=%25733cr%252ft%2520%2522%25C3%25bc%2522', 'a=[redacted]'],
    ['in XML', '<a b="s3cr/t &quot;ü&quot;">&#x73;3cr/t &#34;&#252;&#x22;</a>', '<a b="[redacted]">[redacted]</a>'],
  ])('is without it %s', (_where, body, expected) => {
    expect(stored(body)).toBe(expected);
  });

  it.each([
    [
      '{"id":1234567,"big":91234567.5,"text":"is 1234567"}',
      '{"id":"[redacted]","big":"[redacted]","text":"is [redacted]"}',
    ],
    ['{"at":[-1234567e3]}', '{"at":["[redacted]"]}'],
    ['payload={"id":1234567}', 'payload={"id":9999999}'],
  ])('stays JSON where the secret is a part of a number: %s', (body, expected) => {
    expect(stored(body, '1234567')).toBe(expected);
  });

  it('stays JSON where the secret ends within an escape', () => {
    expect(JSON.parse(stored(String.raw`{"a":"x\\\\\\\\\\nabcde"}`, 'nabcde'))).toBeDefined();
  });

  it('is the very same buffer when the secret is not in it', () => {
    const body = Buffer.from('{"a":"%73 and \\u0073"}');
    expect(withoutSecrets(tokened, { secrets: [SECRET], options: {} }, body)).toBe(body);
  });

  it('is not searched where the sender signs and sends no secret', () => {
    const signed = { ...tokened, verify: hmac({ algorithm: 'sha256', at: inHeader('x-signature') }) };
    const body = Buffer.from(SECRET);
    expect(withoutSecrets(signed, { secrets: [SECRET], options: {} }, body)).toBe(body);
  });

  it('takes a time that grows with the length only', () => {
    const started = performance.now();
    for (const piece of ['\\', '%25', '%', '&#0', '"', 's', 's3cr/t ', String.raw`\u0073`])
      stored(`{"a":"${piece.repeat(300_000)}"}`);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
