import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { MAX_UNVERIFIED_BYTES } from '../kit/built-in.js';
import { inboundRequest, inspectRequest, SignatureError, sourceSettings } from '../kit/index.js';
import { generic } from './generic.receiver.js';

const NOW = 1_760_000_000_000;
const JSON_TYPE = { 'content-type': 'application/json' };

function problemsOf(options: Record<string, unknown>): string {
  try {
    sourceSettings(generic, { secret: 's', options });
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('the generic receiver', () => {
  it.each([
    ['token', { scheme: 'token', at: 'header:x-token' }, { headers: { ...JSON_TYPE, 'x-token': 's3cret' } }],
    [
      'bearer token',
      { scheme: 'token', at: 'header:authorization', prefix: 'Bearer ' },
      { headers: { ...JSON_TYPE, authorization: 'Bearer s3cret' } },
    ],
    ['token in the query', { scheme: 'token', at: 'query:key' }, { url: '/x?key=s3cret', headers: JSON_TYPE }],
    [
      'basic',
      { scheme: 'basic', username: 'ada' },
      { headers: { ...JSON_TYPE, authorization: `Basic ${Buffer.from('ada:s3cret').toString('base64')}` } },
    ],
  ])('takes a %s, and no other', async (_scheme, options, draft) => {
    const settings = sourceSettings(generic, { secret: 's3cret', options });
    const request = inboundRequest({ ...draft, body: '{"a":1}' });
    expect(await inspectRequest(generic, settings, request, NOW)).toMatchObject({ ok: true });
    expect(await inspectRequest(generic, { ...settings, secrets: ['other'] }, request, NOW)).toMatchObject({
      ok: false,
    });
    expect(await inspectRequest(generic, settings, inboundRequest({ body: '{}' }), NOW)).toMatchObject({ ok: false });
  });

  it('reads the name of an event in a large body once it is verified, and no large body before that', async () => {
    const body = JSON.stringify({
      type: 'order.placed',
      id: 7,
      text: 'x'.repeat(MAX_UNVERIFIED_BYTES),
      token: 's3cret',
    });
    const signed = { eventType: 'json:type', eventId: 'json:id' };
    const context = { now: NOW, options: signed, publicUrl: '' };
    const request = generic.verify.sign(inboundRequest({ headers: JSON_TYPE, body }), 's3cret', context);
    expect(await inspectRequest(generic, { secrets: ['s3cret'], options: signed }, request, NOW)).toMatchObject({
      events: [{ id: '7', type: 'generic.order.placed' }],
    });
    const inside = { secrets: ['s3cret'], options: { scheme: 'token', at: 'json:token' } };
    const inspection = await inspectRequest(generic, inside, inboundRequest({ headers: JSON_TYPE, body }), NOW);
    expect(inspection).toMatchObject({ isGenuine: false, code: 'signature_invalid', reason: 'body_too_large' });
    expect(inspection.diagnosis).toContain('at most 524288 bytes and 20000 values are read before');
  });

  it.each(['utf8', 'hex', 'base64'])(
    'takes no secret whose key in %s would be empty: anybody could sign',
    async (keyEncoding) => {
      const options = { keyEncoding, keyPrefix: 'secret_abcdef' };
      expect(() => sourceSettings(generic, { secret: 'secret_abcdef', options })).toThrow('was it copied whole?');
      const signature = createHmac('sha256', '').update('{"a":1}').digest('hex');
      const request = inboundRequest({ headers: { ...JSON_TYPE, 'x-signature': signature }, body: '{"a":1}' });
      const inspection = await inspectRequest(generic, { secrets: ['secret_abcdef'], options }, request, NOW);
      expect(inspection).toMatchObject({ isGenuine: false, code: 'signature_invalid' });
    },
  );

  it.each(
    ['__proto__', 'constructor', 'toString'].flatMap((name) => [
      { at: `header:${name}` },
      { at: `query:${name}` },
      { at: `json:${name}`, scheme: 'token' },
      { at: `form:${name}`, scheme: 'token' },
      { eventType: `header:${name}`, eventId: `json:${name}.${name}` },
      { signed: ['body', `header:${name}`] },
      { signed: ['body', `json:${name}`, `form:${name}`, `query:${name}`] },
      { signatureKey: 'v1', signed: ['body', `field:${name}`] },
      { timestamp: `header:${name}`, signed: ['body', `header:${name}`] },
    ]),
  )('finds nothing where an object inherits a property: %j', async (options) => {
    const settings = sourceSettings(generic, { secret: 's3cretsecret', options });
    for (const body of ['{"a":1}', 'a=1'])
      for (const signature of ['00', 'v1=00,__proto__=1,constructor=2']) {
        const request = inboundRequest({ headers: { ...JSON_TYPE, 'x-signature': signature }, body });
        expect(await inspectRequest(generic, settings, request, NOW)).toMatchObject({ isGenuine: false });
        const context = { now: NOW, options, publicUrl: '' };
        if (!JSON.stringify(options).includes('signed')) continue;
        try {
          generic.verify.sign(request, 's3cretsecret', context);
        } catch (error) {
          expect(error).toBeInstanceOf(SignatureError);
        }
      }
  });

  it('names headers by tokens only', () => {
    for (const name of ['x y', 'x:y', 'ü', 'x\ny'])
      expect(problemsOf({ at: `header:${name}`, signed: ['body', `header:${name}`] })).toMatch(
        /options\.at .*options\.signed /s,
      );
  });

  it('says what does not fit together, when it is set and not when a request comes', () => {
    expect(problemsOf({ at: 'x-signature' })).toContain('options.at has to be header:<name>');
    expect(problemsOf({ signed: ['header:x', 'boody'] })).toContain('"boody"');
    expect(problemsOf({ signed: ['header:x-time'] })).toContain('leaves the body out');
    expect(problemsOf({ timestamp: 'header:x-time', signed: ['body'] })).toContain('would protect nothing');
    expect(problemsOf({ algorithm: 'md5' })).toContain('has to be one of sha1, sha256');
    expect(problemsOf({ scheme: 'basic' })).toContain('options.username is missing');
    expect(problemsOf({ signed: ['header:x-time', 'text:.', 'body'], timestamp: 'header:x-time' })).toBe('');
  });

  it('says that a secret is not of the form that its options ask for, when it is set', () => {
    const problemOf = (secret: string, options: Record<string, unknown>): string => {
      try {
        sourceSettings(generic, { secret, options });
        return '';
      } catch (error) {
        return error instanceof Error ? error.message : '';
      }
    };
    expect(problemOf('not hex!', { keyEncoding: 'hex' })).toBe(
      'generic: secrets.0 has to be a key in hex: was it copied whole?',
    );
    expect(problemOf('whsec_***', { keyEncoding: 'base64', keyPrefix: 'whsec_' })).toContain(
      'secrets.0 has to be whsec_ and a key in base64',
    );
    expect(problemOf('c2VjcmV0', { keyEncoding: 'base64' })).toBe('');
    expect(problemOf('5ec2e7', { keyEncoding: 'hex' })).toBe('');
    expect(problemOf('not hex!', {})).toBe('');
    // One that is wrong in both is told of the options, and breaks nothing.
    expect(problemOf('not hex!', { keyEncoding: 'hex', timestamp: 'header:x-time' })).toContain('options.timestamp');
  });

  it('answers no challenge where none is set, and none that could be more than a token', async () => {
    const inspect = (options: Record<string, unknown>, value: string) =>
      inspectRequest(
        generic,
        { secrets: ['s'], options },
        inboundRequest({ method: 'GET', url: `/x?challenge=${encodeURIComponent(value)}` }),
        NOW,
      );
    expect(await inspect({}, 'abc')).toMatchObject({ ok: false });
    expect(await inspect({ challenge: 'query:challenge' }, '<script>')).toMatchObject({ ok: false });
  });
});
