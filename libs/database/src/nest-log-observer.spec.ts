import { describe, expect, it } from '@jest/globals';
import { NestLogObserver } from './nest-log-observer.js';
import type { AttemptEnded } from '@kanca/core';

const ENDED: AttemptEnded = {
  kind: 'subscription',
  consumer: 'https://shop.example/hooks/t0ken?key=s3cret',
  deliveryId: 'dlv_1',
  eventId: 'evt_1',
  eventType: 'order.created',
  attempt: 3,
  state: 'delivered',
  durationMs: 1,
  lagMs: 0,
};

describe('NestLogObserver', () => {
  const lines: [level: string, text: string][] = [];
  const into = (level: string) => (text: string) => void lines.push([level, text]);
  const observer = new NestLogObserver({
    log: into('log'),
    warn: into('warn'),
    error: into('error'),
    debug: into('debug'),
  });

  function written(): [level: string, text: string][] {
    return lines.splice(0);
  }

  it('writes a dead letter as an error, with the origin of its endpoint and nothing else of the URI', () => {
    observer.attemptEnded({ ...ENDED, state: 'dead', error: 'answered 500' });
    const [[level, text] = []] = written();
    expect(level).toBe('error');
    expect(text).toContain('"consumer":"https://shop.example"');
    expect(text).toContain('answered 500');
    expect(text).not.toMatch(/t0ken|s3cret/);
  });

  it.each([
    ['a failed attempt', { ...ENDED, state: 'pending', error: 'answered 500' }, 'warn'],
    ['a delivery that blocks its key', { ...ENDED, state: 'blocked', error: 'answered 500' }, 'error'],
    ['a delivery that succeeded', ENDED, 'debug'],
  ] as const)('writes %s at its level', (_what, ended, level) => {
    observer.attemptEnded(ended);
    expect(written().map(([at]) => at)).toEqual([level]);
  });

  it.each([
    ['rejected', 'warn'],
    ['unavailable', 'warn'],
    ['accepted', 'debug'],
  ] as const)('writes a request that was %s at its level', (outcome, level) => {
    observer.ingestAnswered({ provider: 'github', outcome, status: 200, durationMs: 1, requestId: 'req_1' });
    expect(written().map(([at]) => at)).toEqual([level]);
  });

  it('writes what failed inside Kanca with its stack', () => {
    observer.faulted('claiming', new Error('no room'));
    expect(written()).toEqual([['error', 'failed: claiming']]);
  });
});
