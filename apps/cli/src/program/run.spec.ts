import { describe, expect, it } from '@jest/globals';
import { run } from './run.js';

async function kanca(...argv: readonly string[]): Promise<{ code: number | undefined; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await run(argv, { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
}

describe('kanca, when it cannot do what it is told', () => {
  it.each<[string, readonly string[], string]>([
    ['delete for rm', ['sources', 'delete', 'github'], 'It is called rm here: kanca sources rm\n'],
    ['list for ls', ['events', 'list'], 'It is called ls here: kanca events ls\n'],
    ['listen', ['listen', 'http://localhost:8080'], 'kanca tail shows them as they come'],
    [
      '--events for --filter',
      ['subscriptions', 'create', 'https://example.com', '--events', 'a'],
      'It is called --filter here.',
    ],
    ['a slip of the pen', ['sorces', 'ls'], 'Did you mean sources?'],
  ])('hints at the meaning of %s', async (_what, argv, hint) => {
    expect(await kanca(...argv)).toEqual({ code: 1, out: '', err: expect.stringContaining(hint) as unknown });
  });

  it('says all that is missing, with an example', async () => {
    expect((await kanca('publish')).err).toBe(
      'kanca publish needs <type> (dotted, for example invoice.paid) and <data> (JSON, @file, or @- for standard input).\n' +
        `Example: kanca publish invoice.paid '{"amount":100}'\nSee: kanca publish --help\n`,
    );
  });

  it('names its commands as they work where it was started', async () => {
    let said = '';
    const err = (text: string): string => (said += text);
    await run(['queue'], { out: err, err, env: { npm_lifecycle_event: 'kanca' } });
    await run(['sources', 'rm', '--help'], { out: err, err, env: { npm_lifecycle_event: 'kanca' } });
    expect(said).toContain('npm run kanca -- queue needs one of its commands');
    expect(said).toContain('Example:\n  npm run kanca -- sources rm stripe/shop\n');
  });

  it('says which commands a group has', async () => {
    expect((await kanca('queue')).err).toMatch(/^kanca queue needs one of its commands: get, pause, resume\.\n/);
  });

  it('spoke of the API when a replay was of everything', async () => {
    const { err } = await kanca('replay');
    expect(err).toMatch(/--all/);
    expect(err).not.toMatch(/filter would|"all"/);
  });

  it.each<[string, readonly string[], string]>([
    ['an unknown command', ['sorces'], 'usage'],
    ['a group alone', ['sources'], 'usage'],
    ['a time that is none', ['events', 'ls', '--since', 'ystrday'], 'usage'],
    ['two that exclude each other', ['events', 'ls', '--all', '--limit', '3'], 'usage'],
    ['a file that is not there', ['publish', 'a.b', '@no-such-file.json'], 'failed'],
  ])('gives programs JSON on standard error, and nothing else, for %s', async (_what, argv, code) => {
    for (const line of [
      ['--json', ...argv],
      [...argv, '--json'],
    ]) {
      const told = await kanca(...line);
      expect([told.code, told.out]).toEqual([1, '']);
      expect(JSON.parse(told.err)).toEqual({
        error: expect.objectContaining({ code, detail: expect.any(String) as unknown }) as unknown,
      });
    }
  });
});

describe('kanca', () => {
  it.each(['--version', '-V'])('prints its version with %s', async (flag) => {
    expect(await kanca(flag)).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/) as unknown,
      err: '',
    });
  });

  it('prints the help of a command with its examples', async () => {
    const { code, out } = await kanca('sources', 'rm', '--help');
    expect(code).toBe(0);
    expect(out).toContain('Example:\n  kanca sources rm stripe/shop\n');
  });
});
