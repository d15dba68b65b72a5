import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { delayAfter } from '@kanca/core';
import { anEvent } from '../../test/an-event.js';
import { fastcomments } from './fastcomments.format.js';

const SECRET = 'nBdRR9vkDxN4M8xC';

const write = (type: string, data: unknown, properties: Record<string, unknown> = {}) => {
  const event = anEvent({ type, data, subject: 'page-1' });
  const body = fastcomments.body({
    event,
    properties,
    attempt: 1,
    original: () => Promise.reject(new Error('not asked for')),
  });
  return { method: fastcomments.method(event), json: JSON.parse(body.bytes.toString()) as unknown };
};

describe('the format fastcomments', () => {
  it.each(['fastcomments.comment.created', 'comment.updated', 'comment.upserted'])('sends %s by PUT, whole', (type) => {
    expect(write(type, { id: 'c1', comment: 'Hi' })).toEqual({
      method: 'PUT',
      json: { id: 'c1', comment: 'Hi' },
    });
  });

  it.each(['fastcomments.comment.deleted', 'deleted'])('sends %s by DELETE, with the id only', (type) => {
    expect(write(type, { id: 'c1', comment: 'Hi' }, { region: 'eu' })).toEqual({
      method: 'DELETE',
      json: { id: 'c1' },
    });
  });

  it('takes the subject for the id where the data has none', () => {
    expect(write('comment.deleted', ['x']).json).toEqual({ id: 'page-1' });
  });

  it('adds properties, and never replaces those of the comment', () => {
    expect(write('comment.created', { id: 'c1' }, { id: 'mine', region: 'eu' }).json).toEqual({
      id: 'c1',
      region: 'eu',
    });
    expect(write('comment.created', {}, { region: 'eu' }).json).toEqual({ region: 'eu' });
  });

  it('sends the secret as the token, and signs the time with the body', () => {
    const body = Buffer.from('{"id":"c1"}');
    const headers = fastcomments.sign({
      event: anEvent(),
      timestampSeconds: 1_700_000_000,
      body,
      keys: [fastcomments.readSecret(SECRET)],
      privateKeys: [],
    });
    const digest = createHmac('sha256', SECRET).update('1700000000.').update(body).digest('hex');
    expect(headers).toMatchObject({
      token: SECRET,
      'x-fastcomments-timestamp': '1700000000',
      'x-fastcomments-signature': `sha256=${digest}`,
    });
  });

  it('waits n minutes after attempt n', () => {
    const { retry } = fastcomments;
    expect([1, 2, 3, 99, 100].map((attempt) => delayAfter(retry, attempt, 0.9))).toEqual([
      60_000,
      120_000,
      180_000,
      5_940_000,
      null,
    ]);
  });

  it.each(['short', 'with a space and long enough', `${'x'.repeat(20)}\r\nx-evil: 1`])(
    'refuses the secret %j, which no header can hold, without showing it',
    (secret) => {
      expect(() => fastcomments.readSecret(secret)).toThrow(/^The secret has \d+ characters: expected 16 to 256/);
    },
  );
});
