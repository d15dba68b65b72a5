import { describe, expect, it } from '@jest/globals';
import { keptHeaders, keptUrl } from './redact.js';

describe('the record of a refused request', () => {
  it('holds signatures but no credentials', () => {
    const headers = {
      authorization: 'Basic x',
      cookie: 'a=b',
      'x-gitlab-token': 'x',
      'x-api-key': 'x',
      'x-webhook-secret': 'x',
      'x-hub-signature-256': 'sha256=00',
      'x-shopify-hmac-sha256': '00',
      'content-type': 'application/json',
    };
    expect(keptHeaders(headers)).toEqual({
      ...headers,
      authorization: '[redacted]',
      cookie: '[redacted]',
      'x-gitlab-token': '[redacted]',
      'x-api-key': '[redacted]',
      'x-webhook-secret': '[redacted]',
    });
  });

  it('is bounded', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x-${String(index)}`, 'y']));
    expect(Object.keys(keptHeaders(many))).toHaveLength(100);
    expect(keptHeaders({ a: 'x'.repeat(10_000), b: 'x'.repeat(10_000) })).toEqual({ a: 'x'.repeat(10_000) });
    expect(keptUrl(`/x?${'y'.repeat(10_000)}`)).toHaveLength(2_048);
  });

  it('blots out the values of credentials in the query', () => {
    expect(keptUrl('/x')).toBe('/x');
    expect(keptUrl('/x?code=1&token=2&page=3&Api_Key=4&flag')).toBe(
      '/x?code=[redacted]&token=[redacted]&page=3&Api_Key=[redacted]&flag',
    );
  });
});
