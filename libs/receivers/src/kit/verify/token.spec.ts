import { describe, expect, it } from '@jest/globals';
import { inboundRequest } from '../pipeline/inbound-request.js';
import { inForm, inHeader, inJson, inQuery } from './place.js';
import { SignatureError } from '../refusals/signature-error.js';
import { basic, token } from './token.js';
import type { InboundRequest } from '@kanca/core';
import type { Scheme, SchemeContext } from './scheme.js';

const context: SchemeContext = { now: 0, options: { username: 'ada' }, publicUrl: 'https://hooks.example.com' };

function reasonOf(scheme: Scheme, request: InboundRequest, secrets: readonly string[]): string {
  try {
    void scheme.verify(request, secrets, context);
    return 'accepted';
  } catch (error) {
    return error instanceof SignatureError ? error.reason : 'other';
  }
}

describe('token', () => {
  it.each([
    ['a header', token(inHeader('X-Token')), inboundRequest({ headers: { 'x-token': 's3cret' } })],
    [
      'a bearer header',
      token(inHeader('authorization', 'Bearer ')),
      inboundRequest({ headers: { authorization: 'bearer s3cret' } }),
    ],
    ['the query', token(inQuery('code')), inboundRequest({ url: '/x?code=s3cret' })],
    ['a JSON body', token(inJson('a', 'b')), inboundRequest({ body: '{"a":{"b":"s3cret"}}' })],
    ['a form', token(inForm('token')), inboundRequest({ body: 'x=1&token=s3cret' })],
    [
      'HTTP Basic',
      basic(),
      inboundRequest({ headers: { authorization: `Basic ${Buffer.from('ada:s3cret').toString('base64')}` } }),
    ],
  ])('in %s is compared with every secret', (_place, scheme, request) => {
    expect(reasonOf(scheme, request, ['other', 's3cret'])).toBe('accepted');
    expect(reasonOf(scheme, request, ['s3cret2'])).toBe('signature_mismatch');
    expect(reasonOf(scheme, inboundRequest({ body: '{' }), ['s3cret'])).toBe('header_missing');
    const signed = scheme.sign(inboundRequest({ body: '{}' }), 'new', context);
    expect(reasonOf(scheme, signed, ['new'])).toBe('accepted');
  });

  it.each([
    [token(inQuery('code')), inboundRequest({ url: '/x?code=s3cret&code=s3cret' })],
    [token(inForm('token')), inboundRequest({ body: 'token=s3cret&token=s3cret' })],
    [token(inHeader('x-token')), inboundRequest({ headers: { 'x-token': ['s3cret', 's3cret'] } })],
  ])('that came twice proves nothing', (scheme, request) => {
    expect(reasonOf(scheme, request, ['s3cret'])).toBe('header_doubled');
  });

  it('of Basic may hold colons, and belongs to one user', () => {
    const header = (text: string) =>
      inboundRequest({ headers: { authorization: `Basic ${Buffer.from(text).toString('base64')}` } });
    expect(reasonOf(basic(), header('ada:a:b:c'), ['a:b:c'])).toBe('accepted');
    expect(reasonOf(basic(), header('eve:a:b:c'), ['a:b:c'])).toBe('signature_mismatch');
  });
});
