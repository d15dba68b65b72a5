import { describe, expect, it } from '@jest/globals';
import { reasonOf } from './reason-of.js';

const failed = (cause: unknown) => new TypeError('fetch failed', { cause });

describe('why a call got no answer', () => {
  it('is what the connection says', () => {
    expect(reasonOf(failed(new Error('connect ECONNREFUSED 127.0.0.1:3000')))).toBe(
      'connect ECONNREFUSED 127.0.0.1:3000',
    );
  });

  it('was empty for a name with several addresses: it is what each of them says', () => {
    const each = [new Error('connect ECONNREFUSED ::1:3000'), new Error('connect ECONNREFUSED 127.0.0.1:3000')];
    expect(reasonOf(failed(new AggregateError(each)))).toBe(
      'connect ECONNREFUSED ::1:3000; connect ECONNREFUSED 127.0.0.1:3000',
    );
  });
});
