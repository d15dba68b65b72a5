import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FixedClock } from './clock.js';
import { newUuid, parseId, toId, uuidOf } from './id.js';
import { KancaError } from './kanca-error.js';
import { SeededRandomness } from './randomness.js';

describe('ids', () => {
  it('come back from their public form', () => {
    fc.assert(fc.property(fc.uuid(), (uuid) => parseId('evt', toId('evt', uuid)) === uuid));
  });

  it('sort by time', () => {
    const clock = new FixedClock(1_760_000_000_000);
    const randomness = new SeededRandomness(1);
    const ids = Array.from({ length: 50 }, () => {
      clock.advance(1);
      return toId('dlv', newUuid(clock, randomness));
    });
    expect([...ids].sort()).toEqual(ids);
  });

  it('are UUIDs of version 7', () => {
    const uuid = newUuid(new FixedClock(0x0123456789ab), new SeededRandomness(2));
    expect(uuid).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it.each([
    '',
    'evt_',
    'sub_01m80ck0bxfrkvpy95k8f04b41',
    'evt_01m80ck0bxfrkvpy95k8f04b4',
    'evt_u1m80ck0bxfrkvpy95k8f04b41',
    "evt_'; DROP",
  ])('are not found in %j', (text) => {
    expect(parseId('evt', text)).toBeNull();
    expect(() => uuidOf('evt', text)).toThrow(KancaError);
  });

  it('never throw anything but not_found for what somebody typed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          return typeof uuidOf('evt', `evt_${text}`) === 'string';
        } catch (error) {
          return error instanceof KancaError && error.code === 'not_found';
        }
      }),
    );
  });
});
