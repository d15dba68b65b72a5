import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Cancellation } from '@kanca/core';
import type { SandboxAnswer } from './sandbox-protocol.js';
import { SandboxThread } from './sandbox-thread.js';

const FINE = 'function transform() { return {}; }';
/** A search that takes minutes, within one instruction: nothing inside the sandbox can stop it. */
const HANGS = 'var b = "a".repeat(5e6); function transform() { return { data: b.indexOf("a".repeat(2.5e6) + "b") }; }';

describe('the thread of the transformations', () => {
  let thread: SandboxThread;

  beforeEach(() => {
    thread = new SandboxThread();
  });

  afterEach(() => thread.onApplicationShutdown());

  const run = (code: string, name: string, { tenant = 'acme', cancellation }: Partial<Options> = {}) =>
    thread.run({ code, input: '{}', queueKey: { tenant, name }, cancellation });

  interface Options {
    readonly tenant: string;
    readonly cancellation: Cancellation;
  }

  const messageOf = (answer: SandboxAnswer): string => (answer.kind === 'error' ? answer.message : 'went well');

  it('gives code that hangs a second, and never the fifteen that a start may take', async () => {
    await run(FINE, 'warm');
    for (const name of ['first', 'second', 'third']) {
      const startedAt = performance.now();
      expect(messageOf(await run(HANGS, name))).toMatch(/could not be stopped, and was killed/);
      expect(performance.now() - startedAt).toBeLessThan(8_000);
    }
    expect(messageOf(await run(FINE, 'other'))).toBe('went well');
  }, 40_000);

  it('lets the code rest that it had to kill, with all that waits behind it, and no other', async () => {
    const answers = [HANGS, FINE, FINE].map((code) => run(code, 'bad'));
    const other = run(FINE, 'good');
    const [first, ...rest] = (await Promise.all(answers)).map(messageOf);
    expect(first).toMatch(/was killed/);
    expect(rest).toEqual(Array(2).fill(expect.stringMatching(/had to be killed, and rests for another \d+ seconds/)));
    expect(messageOf(await other)).toBe('went well');
    const startedAt = performance.now();
    expect(messageOf(await run(HANGS, 'bad'))).toMatch(/rests for another/);
    expect(performance.now() - startedAt).toBeLessThan(900);
  }, 20_000);

  it('serves another tenant after one of the code that hangs, however much of it waits', async () => {
    await run(FINE, 'warm');
    const hanging = Array.from({ length: 50 }, (_, n) => run(HANGS, `bad-${String(n)}`, { tenant: 'evil' }));
    const startedAt = performance.now();
    const good = await Promise.all(Array.from({ length: 10 }, () => run(FINE, 'good')));
    expect(good.map(messageOf)).toEqual(Array(10).fill('went well'));
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    await thread.onApplicationShutdown();
    await Promise.all(hanging);
  }, 20_000);

  it('drops what nobody waits for any more, and answers at once', async () => {
    const cancellation = new Cancellation();
    const hanging = run(HANGS, 'bad');
    const abandoned = run(FINE, 'good', { cancellation });
    cancellation.cancel(new Error('Timed out.'));
    expect(messageOf(await abandoned)).toBe('nobody waits for it any more');
    expect(messageOf(await run(FINE, 'good', { cancellation }))).toBe('nobody waits for it any more');
    expect(messageOf(await hanging)).toMatch(/was killed/);
  }, 20_000);

  it('has two hundred places for a subscription, and leaves the others theirs', async () => {
    const all = Array.from({ length: 203 }, () => run(FINE, 'busy'));
    const other = run(FINE, 'other');
    const refused = (await Promise.all(all)).map(messageOf).filter((message) => message !== 'went well');
    expect(refused).toEqual(Array(3).fill(expect.stringMatching(/too many wait for the sandbox already/)));
    expect(messageOf(await other)).toBe('went well');
  });
});
