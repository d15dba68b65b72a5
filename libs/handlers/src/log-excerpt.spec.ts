import { describe, expect, it } from '@jest/globals';
import { LogExcerpt } from './log-excerpt.js';

describe('the excerpt of a log', () => {
  it('is nothing where nothing was logged', () => {
    expect(new LogExcerpt().detail()).toEqual({});
  });

  it('never takes more than 8 KiB, and drops the oldest lines first', () => {
    const excerpt = new LogExcerpt();
    for (let line = 0; line < 40; line++) excerpt.add('info', `${String(line)} ${'ä'.repeat(400)}`, {});
    const { log, logDropped } = excerpt.detail() as { log: readonly { message: string }[]; logDropped: number };
    expect(log.reduce((sum, line) => sum + Buffer.byteLength(JSON.stringify(line)), 0)).toBeLessThanOrEqual(8_192);
    expect(log.length).toBeGreaterThan(5);
    expect(log.length + logDropped).toBe(40);
    expect(log.at(-1)?.message).toMatch(/^39 /);
  });

  it('cuts a line that is too long', () => {
    const excerpt = new LogExcerpt();
    excerpt.add('error', 'x'.repeat(100_000), { text: 'y'.repeat(100_000) });
    expect(excerpt.detail()).toEqual({
      log: [{ level: 'error', message: `${'x'.repeat(1_000)}…`, fields: `{"text":"${'y'.repeat(991)}…` }],
    });
  });

  it('shows the fields as they were when they were logged', () => {
    const excerpt = new LogExcerpt();
    const order = { state: 'open' };
    excerpt.add('info', 'before', { order });
    order.state = 'paid';
    expect(excerpt.detail()).toEqual({
      log: [{ level: 'info', message: 'before', fields: { order: { state: 'open' } } }],
    });
  });

  it.each<[string, Readonly<Record<string, unknown>>, unknown]>([
    ['an error', { error: new TypeError('no number') }, { error: 'TypeError: no number' }],
    ['a BigInt', { n: 7n }, { n: '7' }],
    ['what JSON leaves out', { a: undefined, b: () => 1 }, {}],
    [
      'what cannot be read',
      {
        get broken(): never {
          throw new Error('not now');
        },
      },
      'not shown: Error: not now',
    ],
  ])('shows %s', (_, fields, shown) => {
    const excerpt = new LogExcerpt();
    excerpt.add('info', 'a', fields);
    expect(excerpt.detail()).toEqual({ log: [{ level: 'info', message: 'a', fields: shown }] });
  });

  it('survives fields that hold themselves', () => {
    const excerpt = new LogExcerpt();
    const fields: Record<string, unknown> = {};
    fields['self'] = fields;
    excerpt.add('info', 'a', fields);
    expect(JSON.stringify(excerpt.detail())).toContain('not shown: TypeError: Converting circular structure');
  });
});
