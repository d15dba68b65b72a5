import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KancaError } from '@kanca/core';
import { SandboxThread } from './sandbox-thread.js';
import { TransformationCheck } from './transformation-check.js';

const FINE = 'function transform() { return {}; }';

describe('code that is about to be stored', () => {
  let thread: SandboxThread;
  let check: TransformationCheck;
  /** What one of them has done is held against no other. */
  let tenants = 0;

  beforeAll(async () => {
    thread = new SandboxThread();
    check = new TransformationCheck(thread);
    await thread.run({ code: FINE, input: null, queueKey: { tenant: 'warm', name: 'warm' } });
  });

  afterAll(() => thread.onApplicationShutdown());

  async function refusalOf(code: string, tenant = String(++tenants)): Promise<KancaError> {
    const outcome = await check.assertRuns(code, tenant).then(
      () => new Error('it was taken'),
      (error: unknown) => error,
    );
    expect(outcome).toBeInstanceOf(KancaError);
    return outcome as KancaError;
  }

  it.each([
    ['function transform( {', /fails when it is loaded, in line 1: SyntaxError/],
    ['function transform({ event }) {\n  return { data: event.data };\n}}', /in line 3: SyntaxError/],
    ['const n = 1;\nn.a.b;\nfunction transform() {}', /in line 2: TypeError/],
    ['// transform', /there is no function transform/],
    ['const transform = 1;', /there is no function transform/],
    ['while (true) {} function transform() {}', /ran for more than 50 ms/],
    ['nothing', /defines no function transform/],
  ])('is refused when it is %j', async (code, sentence) => {
    const { code: kind, message, problems } = await refusalOf(code);
    expect({ kind, message }).toEqual({ kind: 'invalid_request', message: expect.stringMatching(sentence) });
    expect(problems).toEqual([{ field: 'transformation.code', problem: expect.stringMatching(sentence) }]);
  });

  it.each([
    ['a function', 'function transform({ event }) { return { data: event.data }; }'],
    ['an arrow', 'const transform = () => ({});'],
    ['what only fails when it is called', 'function transform() { return nowhere.to.be.found; }'],
  ])('is taken when it is %s, which is not called', async (_what, code) => {
    await expect(check.assertRuns(code, String(++tenants))).resolves.toBeUndefined();
  });

  it('is told to come later, and not to be wrong, while code of its tenant rests that had to be killed', async () => {
    const hangs = 'var b = "a".repeat(5e6); b.indexOf("a".repeat(2.5e6) + "b"); function transform() {}';
    expect(await refusalOf(hangs, 'slow')).toMatchObject({ code: 'invalid_request' });
    expect(await refusalOf(FINE, 'slow')).toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: 30,
      message: expect.stringContaining('Nothing was saved'),
    });
    await expect(check.assertRuns(FINE, 'quick')).resolves.toBeUndefined();
  }, 20_000);
});
