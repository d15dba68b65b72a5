import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, sourceSettings } from '../kit/index.js';
import { bitbucketServer } from './bitbucket-server.receiver.js';
import type { ReadEvent } from '../kit/index.js';

const BASIC = `Basic ${Buffer.from('hooks:pass:word').toString('base64')}`;

function inspect(headers: Readonly<Record<string, string>>, body: string, options = {}) {
  const settings = sourceSettings(bitbucketServer, { password: 'pass:word', options });
  return inspectRequest(bitbucketServer, settings, inboundRequest({ headers, body }), 0);
}

describe('bitbucket-server', () => {
  it('takes a user name and password only where the source allows it', async () => {
    const headers = { 'x-event-key': 'pr:opened', authorization: BASIC };
    const allowed = { allowBasic: true, username: 'hooks' };
    expect((await inspect(headers, '{}', allowed)).events[0]?.type).toBe('bitbucket-server.pr:opened');
    expect(await inspect(headers, '{}')).toMatchObject({ reason: 'header_missing' });
    expect(await inspect(headers, '{}', { ...allowed, username: 'x' })).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('takes a test that is signed for an event', async () => {
    const ping = inboundRequest({ headers: { 'x-event-key': 'diagnostics:ping' }, body: '{"test":true}' });
    const signed = bitbucketServer.verify.sign(ping, 'pass:word', { now: 0, options: {}, publicUrl: '' });
    const inspection = await inspect(signed.headers, '{"test":true}');
    expect(inspection).toMatchObject({ handshake: null, events: [{ type: 'bitbucket-server.diagnostics:ping' }] });
  });

  it('wants the user name where it takes a password', () => {
    expect(() => sourceSettings(bitbucketServer, { password: 'p', allowBasic: true })).toThrow(/username is missing/);
  });

  it.each([
    ['another event', { 'x-event-key': 'pr:opened' }, '{"test":true}'],
    ['a signature', { 'x-event-key': 'diagnostics:ping', 'x-hub-signature': 'sha256=00' }, '{"test":true}'],
    ['credentials', { 'x-event-key': 'diagnostics:ping', authorization: BASIC }, '{"test":true}'],
    ['a body that is no test', { 'x-event-key': 'diagnostics:ping' }, `{"test":"${'x'.repeat(64)}"}`],
  ])('does not take a request with %s for an unsigned test', async (_name, headers, body) => {
    expect(await inspect(headers, body)).toMatchObject({ code: 'signature_invalid' });
  });

  it('gives each reference of a push an event of its own, whole but for the others', () => {
    const request = inboundRequest({ headers: { 'x-event-key': 'repo:refs_changed', 'x-request-id': 'r1' } });
    const events = bitbucketServer.read(request, { actor: 'ada', changes: [{ refId: 'a' }, { refId: 'b' }] }, {});
    expect([...(events as Iterable<ReadEvent>)]).toMatchObject([
      { id: 'r1', data: { actor: 'ada', changes: [{ refId: 'a' }] } },
      { id: 'r1', data: { actor: 'ada', changes: [{ refId: 'b' }] } },
    ]);
  });
});
