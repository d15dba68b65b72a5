import { describe, expect, it } from '@jest/globals';
import { hashOfRecord, problemOfRecord, type AuditRecord } from './audit-record.js';
import { actionOf, resourceOf } from './resource-of.js';
import { shownInAudit } from './shown-in-audit.js';

const FIRST = { seq: 0, hash: Buffer.alloc(32) };

function record(more: Partial<AuditRecord> = {}): AuditRecord {
  const begun = {
    seq: 1,
    at: new Date('2026-01-15T08:00:00.123Z'),
    begunBy: null,
    actorKind: 'key',
    actorId: 'key_1',
    actorName: 'ada',
    tenant: null,
    address: '192.0.2.1',
    requestId: 'req-1',
    action: 'PATCH /subscriptions/:id',
    resource: '/subscriptions/sub_1',
    status: null,
    before: '{"state":"enabled"}',
    after: null,
    previous: FIRST.hash,
    ...more,
  };
  return { hash: hashOfRecord(begun), ...begun };
}

describe('the chain of records', () => {
  it('holds when each follows the one before it', () => {
    const first = record();
    expect(problemOfRecord(first, FIRST)).toBeNull();
    expect(problemOfRecord(record({ seq: 2, previous: first.hash }), first)).toBeNull();
  });

  it.each([
    ['seq', 2],
    ['at', new Date('2026-01-15T08:00:00.124Z')],
    ['begunBy', 7],
    ['actorKind', 'user'],
    ['actorId', 'key_2'],
    ['actorName', 'bob'],
    ['tenant', 'acme'],
    ['address', '192.0.2.2'],
    ['requestId', 'req-2'],
    ['action', 'DELETE /subscriptions/:id'],
    ['resource', '/subscriptions/sub_2'],
    ['status', 200],
    ['before', '{"state":"paused"}'],
    ['after', '{}'],
  ] as const)('breaks when %s is changed', (field, value) => {
    const changed: AuditRecord = { ...record(), [field]: value };
    expect(problemOfRecord(changed, FIRST)).toMatch(field === 'seq' ? /record 1 is missing/ : /record 1 was changed/);
  });

  it('breaks when a record is taken out, also with a hash that fits', () => {
    const first = record();
    const third = record({ seq: 3, previous: first.hash });
    expect(problemOfRecord(third, first)).toBe('record 2 is missing');
    expect(problemOfRecord(record({ seq: 2 }), first)).toBe('record 2 does not follow the one before it');
  });
});

describe('what a call changes', () => {
  it.each([
    ['/api/v1/keys', '/api/v1/keys', { path: '/keys', collection: '/keys', isCollection: true }],
    ['/api/v1/keys/key_1?x=1', '/api/v1/keys/:id', { path: '/keys/key_1', collection: '/keys', isCollection: false }],
    [
      '/api/v1/subscriptions/sub_1/pause',
      '/api/v1/subscriptions/:id/pause',
      { path: '/subscriptions/sub_1', collection: '/subscriptions', isCollection: false },
    ],
    [
      '/api/v1/subscriptions/by-key/billing',
      '/api/v1/subscriptions/by-key/:key',
      { path: '/subscriptions/by-key/billing', collection: '/subscriptions', isCollection: true },
    ],
    ['/api/v1/queue/pause', '/api/v1/queue/pause', { path: '/queue/pause', collection: '/queue', isCollection: true }],
    [
      '/api/webhooks/registrations/a',
      '/api/webhooks/registrations/:id',
      { path: '/api/webhooks/registrations/a', collection: '', isCollection: true },
    ],
  ])('%s', (url, pattern, expected) => {
    expect(resourceOf(url, pattern)).toEqual(expected);
  });

  it('is named by method and route', () => {
    expect(actionOf('POST', '/api/v1/subscriptions/:id/pause')).toBe('POST /subscriptions/:id/pause');
  });
});

describe('what the audit keeps of a resource', () => {
  it('is without what is secret, by name and by form', () => {
    const shown = shownInAudit({
      id: 'key_1',
      key: 'kanca_abc',
      secrets: ['x'],
      auth: { password: 'p' },
      note: 'whsec_abc',
      n: 1,
    });
    expect(JSON.parse(shown ?? '')).toEqual({
      id: 'key_1',
      key: '[hidden]',
      secrets: ['[hidden]'],
      auth: { password: '[hidden]' },
      note: '[hidden]',
      n: 1,
    });
  });

  it('is a sentence when it is too long', () => {
    expect(shownInAudit({ text: 'x'.repeat(70_000) })).toBe('"[70011 characters, too many to be kept]"');
  });
});
