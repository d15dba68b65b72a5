import { createHash } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import { aspnetCustom } from '../../aspnet-custom/aspnet-custom.receiver.js';
import { bitbucketServer } from '../../bitbucket-server/bitbucket-server.receiver.js';
import { pusher } from '../../pusher/pusher.receiver.js';
import { salesforce } from '../../salesforce/salesforce.receiver.js';
import { x } from '../../x/x.receiver.js';
import { parseBody } from '../parse/payload.js';
import { inboundRequest } from './inbound-request.js';
import { readEvents } from './read-events.js';
import { MAX_EVENTS_PER_REQUEST, writeEvents } from './write-events.js';
import type { ReceiverDefinition, ReadEvent } from '../receiver-definition.js';

function readBody(receiver: ReceiverDefinition, text: string, headers: Readonly<Record<string, string>> = {}) {
  const body = Buffer.from(text);
  const request = inboundRequest({ method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  return readEvents(receiver, request, parseBody(receiver.body, request, body));
}

const filled = (length: number, make: (index: number) => unknown) => Array.from({ length }, (_, index) => make(index));
const wide = Object.fromEntries(filled(20_000, (index) => [`k${String(index)}`, 1]) as [string, number][]);
const REFS_CHANGED = { 'x-event-key': 'repo:refs_changed' };

describe('the events of one request', () => {
  it('are one undivided event, with a remark, where each of many repeats large surroundings', () => {
    const body = JSON.stringify({
      for_user_id: '1',
      users: { p: 'p'.repeat(900_000) },
      favorite_events: filled(1_000, (index) => ({ id: String(index) })),
    });
    const events = readBody(x, body);
    expect(events).toMatchObject([{ type: 'x.unknown', json: 'raw', remark: expect.stringContaining('not divided') }]);
    expect(events[0]?.id).toBe(`sha256:${createHash('sha256').update(body).digest('hex')}`);
  });

  it('are divided where what surrounds them is small', () => {
    const favorites = filled(1_000, (index) => ({ id: String(index) }));
    const events = readBody(x, JSON.stringify({ for_user_id: '1', users: { p: 'ada' }, favorite_events: favorites }));
    expect(events).toHaveLength(1_000);
    expect(events[999]).toMatchObject({ type: 'x.favorite_events', data: { users: { p: 'ada' } } });
  });

  it('are made one by one, so that wide surroundings are not copied for events that are dropped', () => {
    const body = (members: object) => JSON.stringify({ ...wide, ...members });
    // 9,000 copies of 20,000 members take several minutes, or all of the memory.
    expect(readBody(x, body({ favorite_events: filled(9_000, () => ({ id: '1' })) }))[0]?.type).toBe('x.unknown');
    const ofAspnet = readBody(aspnetCustom, body({ Id: 'a', Notifications: filled(9_000, () => ({ Action: 'a' })) }));
    expect(ofAspnet[0]?.type).toBe('aspnet-custom.unknown');
    const ofBitbucket = readBody(
      bitbucketServer,
      body({ changes: filled(9_000, () => ({ refId: 'a' })) }),
      REFS_CHANGED,
    );
    expect(ofBitbucket[0]?.type).toBe('bitbucket-server.unknown');
  });

  it('are limited where the payload is XML', () => {
    const notification = '<Notification><Id>04l</Id><sObject><Id>00Q</Id></sObject></Notification>';
    const body = `<Envelope><Body><notifications><OrganizationId>00D</OrganizationId><ActionId>04k</ActionId><EnterpriseUrl>${'p'.repeat(300_000)}</EnterpriseUrl>${notification.repeat(1_000)}</notifications></Body></Envelope>`;
    expect(readBody(salesforce, body, { 'content-type': 'text/xml' })).toMatchObject([
      { type: 'salesforce.unknown', remark: expect.stringContaining('not divided') },
    ]);
  });

  it('are one undivided event where they are more than are taken at once, and not refused for ever', () => {
    const events = filled(MAX_EVENTS_PER_REQUEST + 1, () => ({ name: 'channel_occupied' }));
    expect(readBody(pusher, JSON.stringify({ time_ms: 1, events }))).toMatchObject([
      { type: 'pusher.unknown', json: 'raw', remark: expect.stringContaining('more than 10000 events') },
    ]);
  });

  it('count their ids, which may be as large as what surrounds them', () => {
    const id = 'i'.repeat(500_000);
    const made = jest.fn((index: number): ReadEvent => ({ id, type: 'a', data: index }));
    const events = (function* () {
      for (let index = 0; index < 1_000; index++) yield made(index);
    })();
    expect(writeEvents(events, { value: null, json: 'raw' }, Buffer.alloc(1_000))).toHaveLength(1);
    expect(made).toHaveBeenCalledTimes(3);
  });

  it('may be larger than their request where there is one', () => {
    const data = 'd'.repeat(5_000_000);
    expect(writeEvents([{ id: '1', type: 'a', data }], { value: null, json: 'raw' }, Buffer.alloc(10))).toMatchObject([
      { event: { type: 'a' } },
    ]);
  });

  it('without ids are told by one hash of the body, which is not made again for each of them', () => {
    const padding = 'p'.repeat(5_000_000);
    const events = filled(9_000, () => ({ name: 'channel_occupied' }));
    const startedAt = performance.now();
    expect(readBody(pusher, JSON.stringify({ padding, events }))).toHaveLength(9_000);
    // Hashing 5 MB 9,000 times takes at least 20 seconds.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
