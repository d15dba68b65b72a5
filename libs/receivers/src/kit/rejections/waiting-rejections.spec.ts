import { describe, expect, it } from '@jest/globals';
import { WaitingRejections } from './waiting-rejections.js';
import type { Rejection } from './rejection.js';

const MIB = 1_048_576;
const GREEDY = ['greedy', 'source', 'unknown', '203.0.'];
const OTHER = ['other', 'source', 'unknown', '198.51.'];

const rejectionOf = (bytes: number): Rejection => ({
  id: '0192f0c1-2b3c-7d4e-8f90-a1b2c3d4e5f6',
  tenant: 'greedy',
  sourceId: '0192f0c1-2b3c-7d4e-8f90-a1b2c3d4e5f7',
  provider: 'github',
  sourceUri: '/github/acme',
  receivedAt: new Date(0),
  requestId: 'r-1',
  network: '203.0.113.9',
  status: 401,
  code: 'signature_invalid',
  reason: 'signature_mismatch',
  diagnosis: 'none of the secrets fits',
  fitsOtherwise: false,
  method: 'POST',
  url: '/',
  headers: {},
  body: Buffer.alloc(bytes),
  bodyBytes: bytes,
  unrecorded: 0,
  sealedRequest: null,
});

describe('WaitingRejections', () => {
  it('keeps large bodies whole until an owner has its share, and goes on as they are written', () => {
    let now = 0;
    const waiting = new WaitingRejections(() => now);
    let whole = 0;
    while (waiting.hasRoomForWhole(GREEDY)) {
      waiting.add(GREEDY, rejectionOf(MIB));
      whole += 1;
    }
    expect(whole).toBe(13);
    expect(waiting.hasRoomForWhole(OTHER)).toBe(true);
    expect(waiting.takeAll()).toHaveLength(13);
    expect(waiting.hasRoomForWhole(GREEDY)).toBe(false);
    now = 1_000;
    waiting.freeWritten();
    expect(waiting.hasRoomForWhole(GREEDY)).toBe(true);
  });

  it('frees nothing for the time in which the database was busy', () => {
    let now = 0;
    const waiting = new WaitingRejections(() => now);
    waiting.add(GREEDY, rejectionOf(20 * MIB));
    now = 60_000;
    waiting.skip();
    waiting.freeWritten();
    expect(waiting.hasRoomForWhole(GREEDY)).toBe(false);
  });

  it('has places for others, however many one tenant fills', () => {
    const waiting = new WaitingRejections(() => 0);
    let places = 0;
    for (; waiting.hasPlace(GREEDY); places++) waiting.add(GREEDY, rejectionOf(0));
    expect(places).toBe(200);
    expect(waiting.hasPlace(OTHER)).toBe(true);
    waiting.takeAll();
    expect(waiting.isEmpty).toBe(true);
    expect(waiting.hasPlace(GREEDY)).toBe(true);
  });
});
