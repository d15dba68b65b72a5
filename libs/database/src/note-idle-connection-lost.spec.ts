import { describe, expect, it, jest } from '@jest/globals';
import { SilentObserver } from '@kanca/core';
import { noteIdleConnectionLost } from './note-idle-connection-lost.js';

function told(error: Error): { readonly faulted: unknown[][]; readonly noted: unknown[][] } {
  const observer = new SilentObserver();
  const faulted = jest.spyOn(observer, 'faulted');
  const noted = jest.spyOn(observer, 'noted');
  noteIdleConnectionLost(observer, error);
  return { faulted: faulted.mock.calls, noted: noted.mock.calls };
}

describe('an idle connection that is lost', () => {
  it('is no error when the server ended it, as it does when it stops', () => {
    const message = 'terminating connection due to administrator command';
    const { faulted, noted } = told(Object.assign(new Error(message), { code: '57P01' }));
    expect(faulted).toEqual([]);
    expect(noted).toEqual([['the database ended an idle connection', { reason: message }]]);
  });

  it('is an error when it broke', () => {
    const { faulted, noted } = told(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
    expect(faulted).toHaveLength(1);
    expect(noted).toEqual([]);
  });

  it('is told without the connection that pg hangs on its error', () => {
    const { faulted } = told(Object.assign(new Error('gone'), { client: { secretKey: 1 } }));
    expect(faulted[0]?.[1]).not.toHaveProperty('client');
  });
});
