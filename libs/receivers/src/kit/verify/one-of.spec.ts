import { describe, expect, it } from '@jest/globals';
import { inboundRequest } from '../pipeline/inbound-request.js';
import { hmac } from './hmac.js';
import { oneOf } from './one-of.js';
import { SignatureError } from '../refusals/signature-error.js';
import { whenOption } from './when-option.js';
import type { InboundRequest } from '@kanca/core';
import type { SchemeContext } from './scheme.js';

const strong = hmac({ algorithm: 'sha256', header: 'x-strong' });
const weak = hmac({ algorithm: 'sha1', header: 'x-weak' });
const scheme = oneOf(strong, whenOption('allowWeak', weak));
const context = (options: SchemeContext['options'] = {}): SchemeContext => ({ now: 0, options, publicUrl: '' });
const request = inboundRequest({ body: 'x' });
const both = weak.sign(strong.sign(request, 's', context()), 's', context());

function verify(candidate: InboundRequest, options: SchemeContext['options'] = {}): string {
  try {
    void scheme.verify(candidate, ['s'], context(options));
    return 'accepted';
  } catch (error) {
    return error instanceof SignatureError ? error.reason : 'other';
  }
}

describe('oneOf and whenOption', () => {
  it('sign with the strongest', () => {
    expect(scheme.sign(request, 's', context()).headers).toEqual(strong.sign(request, 's', context()).headers);
  });

  it('sign with the first that can use the key, and with a private key as the first does', () => {
    const keyed = hmac({ algorithm: 'sha256', header: 'x-keyed', key: { encoding: 'hex' } });
    const either = oneOf(keyed, weak);
    expect(either.sign(request, 'not hex', context()).headers).toEqual(
      weak.sign(request, 'not hex', context()).headers,
    );
    expect(either.sign(request, 'ab01', context()).headers).toEqual(keyed.sign(request, 'ab01', context()).headers);
    expect(() => either.sign(request, '-----BEGIN PRIVATE KEY-----', context())).toThrow('has to be a key in hex');
  });

  it('accept the weak one only where the option is on', () => {
    const onlyWeak = weak.sign(request, 's', context());
    expect(verify(onlyWeak)).toBe('header_missing');
    expect(verify(onlyWeak, { allowWeak: 'true' })).toBe('header_missing');
    expect(verify(onlyWeak, { allowWeak: true })).toBe('accepted');
  });

  it('never fall back to the weak one when the strong one is there, wrong or doubled', () => {
    const wrong = { ...both, headers: { ...both.headers, 'x-strong': '00'.repeat(32) } };
    const doubled = { ...weak.sign(request, 's', context()), doubledHeaders: new Set(['x-strong']) };
    expect(verify(both, { allowWeak: true })).toBe('accepted');
    expect(verify(wrong, { allowWeak: true })).toBe('signature_mismatch');
    expect(verify(doubled, { allowWeak: true })).toBe('header_doubled');
  });

  it('fail closed when an option is all there is', () => {
    const alone = whenOption('allowWeak', weak);
    expect(() => void alone.verify(both, ['s'], context())).toThrow(SignatureError);
    expect(alone.verify(both, ['s'], context({ allowWeak: true }))).toBeUndefined();
  });
});
