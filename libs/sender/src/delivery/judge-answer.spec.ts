import { describe, expect, it } from '@jest/globals';
import { judgeAnswer } from './judge-answer.js';
import { retryAfterMs } from './retry-after.js';

const NOW = Date.parse('2026-01-01T00:00:00Z');

describe('judgeAnswer', () => {
  it.each([200, 201, 202, 204, 299])('takes %d for a success', (status) => {
    expect(judgeAnswer({ status, headers: {} }, NOW)).toMatchObject({ outcome: { kind: 'succeeded' }, disable: false });
  });

  it.each([199, 300, 302, 400, 401, 404, 408, 500, 503])('takes %d for a failure that is tried again', (status) => {
    expect(judgeAnswer({ status, headers: {} }, NOW)).toMatchObject({ outcome: { kind: 'failed' }, disable: false });
  });

  it('ends the delivery with a status that is not to be tried again, but for one that disables', () => {
    expect(judgeAnswer({ status: 404, headers: {} }, NOW, [404, 410])).toMatchObject({ outcome: { kind: 'rejected' } });
    expect(judgeAnswer({ status: 500, headers: {} }, NOW, [404, 410])).toMatchObject({ outcome: { kind: 'failed' } });
    expect(judgeAnswer({ status: 410, headers: {} }, NOW, [404, 410])).toMatchObject({
      outcome: { kind: 'failed' },
      disable: true,
    });
  });

  it('disables on 410, and when asked to, also by a success', () => {
    expect(judgeAnswer({ status: 410, headers: {} }, NOW)).toMatchObject({
      outcome: { kind: 'failed' },
      disable: true,
    });
    expect(judgeAnswer({ status: 200, headers: { 'webhook-delivery': 'disable' } }, NOW)).toMatchObject({
      outcome: { kind: 'succeeded' },
      disable: true,
    });
  });

  it('stops the delivery when asked to', () => {
    expect(judgeAnswer({ status: 500, headers: { 'webhook-delivery': 'abort-message' } }, NOW)).toMatchObject({
      outcome: { kind: 'cancelled' },
    });
  });

  it('says where a redirect pointed', () => {
    expect(judgeAnswer({ status: 301, headers: { location: 'https://new.example/' } }, NOW).error).toContain(
      'https://new.example/',
    );
  });
});

describe('retryAfterMs', () => {
  it.each([
    ['0', 0],
    ['120', 120_000],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['Thu Jan  1 00:01:00 2026', 60_000],
    ['Thursday, 01-Jan-26 00:01:00 GMT', 60_000],
    ['99999999', 86_400_000],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j as %p', (header, expected) => {
    expect(retryAfterMs(header, NOW)).toBe(expected);
  });
});
