import { describe, expect, it } from '@jest/globals';
import { inboundRequest } from '../kit/index.js';
import { kudu } from './kudu.receiver.js';
import type { ReadEvent } from '../kit/index.js';

function read(status: string, endTime: string | null): ReadEvent {
  return kudu.read(inboundRequest({}), { id: 'commit-1', status, endTime }, {}) as ReadEvent;
}

describe('kudu', () => {
  it('has the commit for an id, and takes each of its states and deployments for an event of its own', () => {
    const events = [
      read('building', null),
      read('success', '2026-01-01T00:00:00Z'),
      read('success', '2026-01-02T00:00:00Z'),
    ];
    expect(events.map(({ id }) => id)).toEqual(['commit-1', 'commit-1', 'commit-1']);
    expect(new Set(events.map(({ scope }) => scope)).size).toBe(3);
  });

  it('knows the same deployment again', () => {
    expect(read('success', '2026-01-01T00:00:00Z')).toEqual(read('success', '2026-01-01T00:00:00Z'));
  });
});
