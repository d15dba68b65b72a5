import { describe, expect, it } from '@jest/globals';
import { KancaError, SilentObserver } from '@kanca/core';
import { KeptCompletions } from './kept-completions.js';

const away = (): Promise<never> => Promise.reject(new KancaError('unavailable', 'away'));

describe('KeptCompletions', () => {
  it('tells the database again until it listens, and the operator once', async () => {
    const faults: string[] = [];
    class Hearing extends SilentObserver {
      override faulted(what?: string): void {
        faults.push(what ?? '');
      }
    }
    const kept = new KeptCompletions(new Hearing());
    let tries = 0;
    const results = ['a', 'b'].map((result) => kept.keep(() => (++tries > 5 ? Promise.resolve(result) : away())));
    expect(await Promise.all(results)).toEqual(['a', 'b']);
    expect(faults).toHaveLength(1);
  });

  it('does not try again what fails for itself', async () => {
    const kept = new KeptCompletions(new SilentObserver());
    let tries = 0;
    const write = (): Promise<never> => {
      tries++;
      return Promise.reject(new Error('a constraint'));
    };
    await expect(kept.keep(write)).rejects.toThrow('a constraint');
    expect(tries).toBe(1);
  });

  it('gives up when the process stops', async () => {
    const kept = new KeptCompletions(new SilentObserver());
    const waiting = kept.keep(away);
    kept.stop();
    await expect(waiting).rejects.toThrow('away');
  });
});
