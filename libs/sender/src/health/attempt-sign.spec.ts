import { describe, expect, it } from '@jest/globals';
import { signOf } from './attempt-sign.js';

describe('what an attempt says of the endpoint', () => {
  it.each([
    [200, undefined, { succeeded: true, isEndpointsFault: false, isTooMuch: false }],
    [400, undefined, { succeeded: false, isEndpointsFault: false, isTooMuch: false }],
    [422, undefined, { succeeded: false, isEndpointsFault: false, isTooMuch: false }],
    [401, undefined, { succeeded: false, isEndpointsFault: true, isTooMuch: false }],
    [404, undefined, { succeeded: false, isEndpointsFault: true, isTooMuch: false }],
    [500, undefined, { succeeded: false, isEndpointsFault: true, isTooMuch: false }],
    [503, undefined, { succeeded: false, isEndpointsFault: true, isTooMuch: true }],
    [429, undefined, { succeeded: false, isEndpointsFault: true, isTooMuch: true }],
    [undefined, 'timeout', { succeeded: false, isEndpointsFault: true, isTooMuch: true }],
    [undefined, 'connect', { succeeded: false, isEndpointsFault: true, isTooMuch: false }],
    [undefined, undefined, { succeeded: false, isEndpointsFault: false, isTooMuch: false }],
  ])('status %s, failure %s', (status, failure, expected) => {
    expect(
      signOf({
        outcome: { kind: status === 200 ? 'succeeded' : 'failed' },
        status,
        ...(failure === undefined ? {} : { detail: { failure } }),
      }),
    ).toMatchObject(expected);
  });

  it('nothing, when the subscriber asked for this one delivery to stop, or it expired before it was sent', () => {
    expect(signOf({ outcome: { kind: 'cancelled' }, status: 500 })).toBeNull();
    expect(signOf({ outcome: { kind: 'expired' } })).toBeNull();
  });

  it('how long it asks to be left alone', () => {
    expect(signOf({ outcome: { kind: 'failed', notBeforeMs: 7_000 }, status: 429 })).toMatchObject({
      retryAfterMs: 7_000,
    });
  });
});
