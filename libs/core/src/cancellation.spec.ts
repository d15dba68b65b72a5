import { describe, expect, it } from '@jest/globals';
import { Cancellation } from './cancellation.js';

describe('Cancellation', () => {
  it('tells its listeners once, with the reason at hand', () => {
    const cancellation = new Cancellation();
    const heard: unknown[] = [];
    cancellation.addEventListener('abort', () => heard.push(cancellation.reason));
    cancellation.cancel(new Error('first'));
    cancellation.cancel(new Error('second'));
    expect(heard).toEqual([new Error('first')]);
    expect(cancellation.aborted).toBe(true);
  });

  it('tells nobody who has left', () => {
    const cancellation = new Cancellation();
    const listener = (): void => {
      throw new Error('called');
    };
    cancellation.addEventListener('abort', listener);
    cancellation.removeEventListener('abort', listener);
    expect(() => {
      cancellation.cancel(new Error('late'));
    }).not.toThrow();
  });

  it.each(['before', 'after'])('aborts a real signal that was asked for %s it was cancelled', (when) => {
    const cancellation = new Cancellation();
    if (when === 'before') expect(cancellation.signal.aborted).toBe(false);
    cancellation.cancel(new Error('over'));
    expect(cancellation.signal.aborted).toBe(true);
    expect(cancellation.signal.reason).toEqual(new Error('over'));
  });
});
