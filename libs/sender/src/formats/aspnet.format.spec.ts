import { describe, expect, it } from '@jest/globals';
import { anEvent } from '../../test/an-event.js';
import { aspnet } from './aspnet.format.js';

/** The fixture of ASP.NET WebHooks' own tests of its sender. */
const SECRET = '123456789012345678901234567890123456789012345678';
const BODY = [
  '{',
  '  "Id": "1234567890",',
  '  "Attempt": 1,',
  '  "Properties": {',
  '    "p1": "pv1"',
  '  },',
  '  "Notifications": [',
  '    {',
  '      "Action": "a1",',
  '      "d1": "dv1"',
  '    },',
  '    {',
  '      "Action": "a1",',
  '      "d2": "http://localhost"',
  '    }',
  '  ]',
  '}',
].join('\r\n');

const write = (data: unknown, more: { attempt?: number; properties?: Record<string, unknown>; id?: string } = {}) => {
  const { attempt = 1, properties = {}, ...event } = more;
  const body = aspnet.body({
    event: anEvent({ type: 'a1', data, ...event }),
    attempt,
    properties,
    original: () => Promise.reject(new Error('not asked for')),
  });
  return body.bytes.toString('utf8');
};

describe('the format aspnet', () => {
  it('signs as the sender of ASP.NET WebHooks does, to the byte', () => {
    const headers = aspnet.sign({
      event: anEvent(),
      timestampSeconds: 1,
      body: Buffer.from(BODY),
      keys: [aspnet.readSecret(SECRET)],
      privateKeys: [],
    });
    expect(headers).toEqual({
      'ms-signature': 'sha256=DCDEB62502988CDEDE464AF6A97566D61288C446CFC46F74F341E11173FF30A1',
    });
  });

  it('writes as the sender of ASP.NET WebHooks does, to the byte', () => {
    const second = BODY.indexOf(',\r\n    {\r\n      "Action": "a1",\r\n      "d2"');
    const ofOne = `${BODY.slice(0, second)}\r\n  ]\r\n}`;
    expect(write({ d1: 'dv1' }, { id: '1234567890', properties: { p1: 'pv1' } })).toBe(ofOne);
  });

  it('names the event by a GUID of 32 digits', () => {
    const written = JSON.parse(write({}, { id: 'evt_06c5xgj5m1w7zak2bqk4cfq2wd' })) as { Id: string };
    expect(written.Id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('counts its attempts in the body', () => {
    expect(JSON.parse(write({}, { attempt: 3 }))).toMatchObject({ Attempt: 3 });
  });

  it('keeps numbers that JavaScript cannot', () => {
    const body = aspnet.body({
      event: anEvent({ type: 'a', dataBytes: Buffer.from('{ "n" : 12345678901234567890.10 }'), data: { n: 1 } }),
      attempt: 1,
      properties: {},
      original: () => Promise.reject(new Error('not asked for')),
    });
    expect(body.bytes.toString()).toContain('"n": 12345678901234567890.10\r\n');
  });

  it.each([
    [
      { action: 'mine', x: 1 },
      { Action: 'a1', Data: { action: 'mine', x: 1 } },
    ],
    [[1, 2], { Action: 'a1', Data: [1, 2] }],
    ['text', { Action: 'a1', Data: 'text' }],
    [{}, { Action: 'a1' }],
  ])('puts %j into the notification, and never in place of its action', (data, expected) => {
    expect(JSON.parse(write(data))).toMatchObject({ Notifications: [expected] });
  });

  it.each(['short', 'x'.repeat(129), `${'x'.repeat(40)}\r\n`])('refuses the secret %j without showing it', (secret) => {
    expect(() => aspnet.readSecret(secret)).toThrow(/^The secret has \d+ characters: expected 32 to 128/);
  });
});
