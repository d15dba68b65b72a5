import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_FORMATS } from '../formats/format-registry.js';
import { changedColumns, changedMembers, shownSettings } from './kept-settings.js';
import { eachSetting, SUBSCRIPTION_SETTINGS } from './subscription-settings.js';

describe('the settings of a subscription', () => {
  it('have their defaults when nobody says', () => {
    expect(changedColumns('consumer', {}, null)).toEqual({
      where: null,
      rateLimit: null,
      orderBy: null,
      onPoison: 'skip',
      concurrency: 32,
      timeoutMs: 15_000,
    });
    expect(changedMembers('row', {}, null)).toEqual({});
  });

  it('stay as they are when a change leaves them out, and null takes away those that may be taken away', () => {
    const before = changedColumns('consumer', { orderBy: 'data.id', timeoutMs: 1_000 }, null);
    expect(changedColumns('consumer', { orderBy: null }, before)).toEqual({ ...before, orderBy: null });
    const members = changedMembers('row', { method: 'PUT', deletedBody: 'data' }, null);
    expect(changedMembers('row', { method: null }, members)).toEqual({ deletedBody: 'data' });
  });

  it('without a column are kept only where they differ from their default, and are shown in full', () => {
    const members = changedMembers('row', { method: null, noRetryStatuses: [422, 400, 422] }, null);
    expect(members).toEqual({ noRetryStatuses: [400, 422] });
    expect(shownSettings('row', changedColumns('row', {}, null), members)).toMatchObject({
      method: null,
      noRetryStatuses: [400, 422],
      deletedBody: null,
    });
  });

  it('name each format that every hub has in the option for the format', () => {
    const names = SUBSCRIPTION_SETTINGS.format.option.help.split(', ');
    expect(names).toEqual(expect.arrayContaining(BUILT_IN_FORMATS.map(({ name }) => name)));
  });

  it('have an option name each that no other has', () => {
    const flags = eachSetting().flatMap(([, { option }]) => (option === undefined ? [] : [option.flags.split(' ')[0]]));
    expect(new Set(flags).size).toBe(flags.length);
  });
});
