import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Taken } from '../ports/delivery-queue.js';
import { ClaimHints } from './claim-hints.js';

const took = (consumerId: string, deliveries: number, quota: number, room = quota): Taken => ({
  consumerId,
  tenant: 'default',
  deliveries,
  quota,
  room,
  rate: null,
  tenantRoom: 1_000,
  isAnyLeftOut: false,
});

describe('Whether another claim may find something', () => {
  let worth: ClaimHints;
  const claim = (slots: number, ...taken: Taken[]): boolean => worth.claimed(slots, taken, worth.begin());

  beforeEach(() => {
    worth = new ClaimHints(0);
  });

  it('makes no claim for an attempt that ends when nothing was left behind', () => {
    claim(512, took('quiet', 1, 10));
    expect(worth.ended('quiet')).toBe(false);
  });

  it('makes one when the consumer was given all that it had room for', () => {
    expect(claim(512, took('busy', 10, 10))).toBe(false);
    expect(worth.ended('busy')).toBe(true);
  });

  it('stops when a claim that knew of the room found less than would have fitted', () => {
    claim(512, took('busy', 10, 10));
    worth.ended('busy');
    claim(512, took('busy', 1, 2));
    expect(worth.ended('busy')).toBe(false);
  });

  it('stops when a claim that knew of the room found nothing', () => {
    claim(512, took('busy', 10, 10));
    worth.ended('busy');
    claim(512);
    expect(worth.ended('busy')).toBe(false);
  });

  it('goes on when a claim that found nothing had begun before there was room', () => {
    claim(512, took('busy', 10, 10));
    const underWay = worth.begin();
    worth.ended('busy');
    worth.claimed(512, [], underWay);
    expect(worth.ended('busy')).toBe(true);
  });

  it('forgets no consumer because of the results of others', () => {
    claim(512, took('busy', 10, 10));
    claim(512, took('quiet', 1, 10));
    expect(worth.ended('busy')).toBe(true);
    expect(worth.ended('quiet')).toBe(false);
  });

  it('claims again at once when the slots were shared out and some were not used', () => {
    expect(claim(10, took('many', 5, 5, 100), took('few', 1, 5, 100))).toBe(true);
  });

  it('claims again at once when others of its tenant were left out, because other tenants had a share and did not use it', () => {
    expect(claim(10, { ...took('many', 5, 5), isAnyLeftOut: true, tenantRoom: 8 }, took('few', 1, 5))).toBe(true);
  });

  it('does not claim again when the tenant was given all that it may hold', () => {
    expect(claim(10, { ...took('many', 5, 5, 100), isAnyLeftOut: true, tenantRoom: 5 })).toBe(false);
  });

  it('claims for every attempt that is completed as soon as only the slots are left that a tenant may be denied', () => {
    worth = new ClaimHints(2);
    claim(10, took('a', 7, 7));
    expect(worth.completed()).toBe(false);
    claim(10, took('a', 8, 8));
    expect(worth.completed()).toBe(true);
  });

  it('claims again when the next token of a consumer that used all of its tokens is there', () => {
    const paced = { ...took('paced', 1, 1), rate: 4 };
    expect(worth.nextTokenMs([took('busy', 10, 10), paced, { ...paced, rate: 2 }])).toBe(250);
    expect(worth.nextTokenMs([took('busy', 10, 10), { ...took('paced', 1, 2), rate: 4 }])).toBeNull();
    expect(worth.nextTokenMs([{ ...paced, rate: 1_000 }])).toBe(50);
  });

  it('claims for every attempt that is completed as long as the worker is full, for it cannot know who was left out', () => {
    expect(claim(2, took('a', 1, 1, 10), took('b', 1, 1, 10))).toBe(false);
    expect(worth.completed()).toBe(true);
    claim(1, took('a', 1, 1));
    expect(worth.completed()).toBe(true);
    claim(3, took('c', 1, 3));
    expect(worth.completed()).toBe(false);
    worth.hadNoRoom();
    expect(worth.completed()).toBe(true);
  });
});
