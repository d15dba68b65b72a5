import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { KancaError } from '@kanca/core';
import { Client } from 'pg';
import { QueryFailedError } from 'typeorm';
import { isUnavailable } from './is-unavailable.js';

const coded = (code: string) => Object.assign(new Error('made for this test'), { code });

describe('isUnavailable', () => {
  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'EAI_AGAIN',
    '08006',
    '53300',
    '53100',
    '57014',
    '57P01',
    '57P02',
    '57P03',
    '25006',
  ])('is true for %s', (code) => {
    expect(isUnavailable(coded(code))).toBe(true);
    expect(isUnavailable(new AggregateError([new Error('other'), coded(code)]))).toBe(true);
    expect(isUnavailable(new QueryFailedError('SELECT 1', [], coded(code)))).toBe(true);
  });

  it.each(['23505', '42P01', '22P02', '28P01', '40001', 'EACCES'])('is false for %s', (code) => {
    expect(isUnavailable(coded(code))).toBe(false);
    expect(isUnavailable(new QueryFailedError('SELECT 1', [], coded(code)))).toBe(false);
  });

  it('is true for an error that says so itself, and false for one that does not come from the database', () => {
    expect(isUnavailable(new KancaError('unavailable', 'made for this test'))).toBe(true);
    expect(isUnavailable(new KancaError('conflict', 'made for this test'))).toBe(false);
    expect([undefined, null, 'ECONNREFUSED', new TypeError('x is not a function')].some(isUnavailable)).toBe(false);
  });

  it('is true for a server that accepts a connection and says nothing', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const client = new Client({ host: '127.0.0.1', port, connectionTimeoutMillis: 100 });
    const error: unknown = await client.connect().catch((reason: unknown) => reason);
    server.close();
    expect(isUnavailable(error)).toBe(true);
  });
});
