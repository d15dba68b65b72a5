import { describe, expect, it } from '@jest/globals';
import { compilePath, compileWhere } from '@kanca/core';
import { readableEvent } from '../ports/event-head.js';
import { Audience, type FannedOut, type Listener } from './audience.js';

const HEAD = {
  provider: null,
  source: '/published/default',
  type: 'transfer.sent',
  datacontenttype: 'application/json',
};
const CONSUMER = {
  id: '00000000-0000-7000-8000-000000000001',
  tenant: 'default',
  order: null,
  reply: false,
  settings: {},
} as Listener['consumer'];

function hearing(listener: Partial<Listener>, json: string): readonly FannedOut[] {
  const audience = new Audience([{ consumer: CONSUMER, where: null, orderBy: null, ...listener }]);
  return audience.of(() => readableEvent(HEAD, 'default', Buffer.from(json)));
}

describe('numbers with more digits than JavaScript keeps', () => {
  it('are another value for a filter when their last digit is another', () => {
    const where = compileWhere({ 'data.id': '9007199254740993' });
    expect(hearing({ where }, '{"id":9007199254740993}')).toHaveLength(1);
    expect(hearing({ where }, '{"id":9007199254740992}')).toHaveLength(0);
  });

  it('are another key of an order, and the same key however they are written', () => {
    const keyOf = (id: string): string | null | undefined =>
      hearing({ orderBy: compilePath('data.id') }, `{"id":${id}}`)[0]?.orderKey;
    expect(keyOf('9007199254740993')).not.toBe(keyOf('9007199254740992'));
    expect(keyOf('9007199254740993.0')).toBe(keyOf('9007199254740993'));
    expect(keyOf('10.00')).toBe(keyOf('10'));
    expect(keyOf('"10"')).not.toBe(keyOf('10'));
  });
});
