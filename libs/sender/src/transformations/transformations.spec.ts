import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anEvent } from '../../test/an-event.js';
import { fastcomments } from '../formats/fastcomments.format.js';
import { standard } from '../formats/standard.format.js';
import { SandboxThread } from './sandbox-thread.js';
import { TransformationError } from './transformation-error.js';
import { Transformations } from './transformations.js';

describe('a transformation', () => {
  let thread: SandboxThread;
  let transformations: Transformations;
  /** What one of them has done is held against no other. */
  let queues = 0;

  beforeAll(() => {
    thread = new SandboxThread();
    transformations = new Transformations(thread);
  });

  afterAll(() => thread.onApplicationShutdown());

  const event = anEvent({ subject: 'inv_1', data: { amount: 100, lines: [1, 2] } });
  const run = (code: string, more: Partial<Parameters<Transformations['apply']>[1]> = {}) =>
    transformations.apply(code, {
      event,
      headers: { 'x-own': 'a' },
      format: standard,
      queueKey: { tenant: 'a', name: String(++queues) },
      ...more,
    });

  async function failure(code: string, more: Parameters<typeof run>[1] = {}): Promise<TransformationError> {
    const outcome = await run(code, more).then(
      () => new Error('it went well'),
      (error: unknown) => error,
    );
    expect(outcome).toBeInstanceOf(TransformationError);
    return outcome as TransformationError;
  }

  it.each(['Infinity', '-1 / 0', 'JSON.parse("1e400")', '0 / 0'])(
    'fails with a sentence when it returns %s, which would become null',
    async (number) => {
      const error = await failure(`function transform() { return { data: { amount: ${number} } }; }`);
      expect(error.message).toMatch(/"amount" is (-?Infinity|NaN), which JSON cannot hold/);
    },
  );

  it('makes new data of the event, and leaves all else of it', async () => {
    const made = await run(
      'function transform({ event, headers }) { return { data: { cents: event.data.amount * 100, of: event.subject, own: headers["x-own"] } }; }',
    );
    expect(made.event).toMatchObject({
      id: event.id,
      type: event.type,
      time: event.time,
      subject: 'inv_1',
      datacontenttype: 'application/json',
    });
    expect(JSON.parse(made.event.dataBytes.toString())).toEqual({ cents: 10_000, of: 'inv_1', own: 'a' });
  });

  it('keeps the bytes of data that it does not return', async () => {
    const made = await run('const transform = () => ({ headers: { "X-Added": "1" } });');
    expect(made.event).toBe(event);
    expect(made.headers).toEqual({ 'x-added': '1' });
  });

  it('may want nothing to be sent', async () => {
    expect(await run('function transform({ event }) { return { cancel: event.data.amount < 1000 }; }')).toMatchObject({
      cancel: true,
    });
  });

  it('gets the text of data that is no JSON', async () => {
    const text = anEvent({ datacontenttype: 'text/plain', data: null, dataBytes: Buffer.from('grüße') });
    const made = await run('function transform({ event }) { return { data: { text: event.data } }; }', { event: text });
    expect(made.event.data).toEqual({ text: 'grüße' });
  });

  it('makes the same bytes of the same event each time: it has neither clock nor chance', async () => {
    const code =
      'var n = 0; function transform() { return { data: [typeof Date, typeof Math.random, typeof performance, ++n] }; }';
    const [first, second] = [await run(code), await run(code)];
    expect(first.event.data).toEqual(['undefined', 'undefined', 'undefined', 1]);
    expect(second.event.dataBytes.equals(first.event.dataBytes)).toBe(true);
  });

  it('reaches nothing outside', async () => {
    const code = `function transform() {
      const root = (() => {}).constructor('return this')();
      return { data: ['process', 'require', 'fetch', 'setTimeout', 'console', 'std', 'os'].filter((name) => name in root) };
    }`;
    expect((await run(code)).event.data).toEqual([]);
  });

  it.each([
    ['function transform() {\n\n  return null.x;\n}', 3, /cannot read property 'x' of null/],
    ['function transform( {', 1, /SyntaxError/],
    ['var x = 1;\nx.y.z;\nfunction transform() {}', 2, /TypeError/],
    ['function other() {} // transform', null, /there is no function transform/],
    ['function transform() {}', null, /returned nothing/],
    ['async function transform() { return {}; }', null, /must not be async/],
    ['function transform() { return 5; }', null, /has to return an object, not a number/],
    ['function transform() { return []; }', null, /has to return an object with data, headers or cancel/],
    ['function transform() { return { body: 1 }; }', null, /returned "body": expected data, headers or cancel/],
    ['function transform() { return { cancel: "yes" }; }', null, /cancel has to be true or false/],
    ['function transform() { throw null; }', null, /failed: null/],
    ['function transform() { throw new Error("a\\u0000b\\nc"); }', 1, /failed \(line 1\): a b c/],
  ])('of %j fails at line %s with a sentence', async (code, line, message) => {
    expect(await failure(code)).toMatchObject({ line, message: expect.stringMatching(message) });
  });

  it.each([
    ['an endless loop', 'function transform() { while (true) {} }'],
    ['an endless loop before it is called', 'while (true) {} function transform() {}'],
    ['an endless loop while it is read', 'function transform() { return { toJSON() { while (true) {} } }; }'],
    ['an endless loop in its error', 'function transform() { throw new Proxy({}, { get() { while (true) {} } }); }'],
    ['a pattern that backtracks', 'function transform() { return { data: /^(a+)+$/.test("a".repeat(60) + "b") }; }'],
    ['memory without end', 'function transform() { const all = []; while (true) all.push(new Array(1000).fill(1)); }'],
    ['a text without end', 'function transform() { let s = "x"; for (;;) s += s; }'],
    ['calls without end', 'function transform() { return transform(); }'],
    ['an output of 3 MB', 'function transform() { return { data: "x".repeat(3e6) }; }'],
  ])('with %s is stopped, and the loop of events goes on meanwhile', async (_what, code) => {
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const { message } = await failure(code);
    clearInterval(timer);
    expect(message).toMatch(/^The transformation failed/);
    expect(longest).toBeLessThan(1_000);
    expect(await run('function transform() { return {}; }')).toMatchObject({ cancel: false });
  });

  it.each([
    ['{ "webhook-id": "x" }', /reserved/],
    ['{ "Content-Type": "x" }', /reserved/],
    ['{ host: "x" }', /reserved/],
    ['{ "x-a": "b\\r\\nx-evil: 1" }', /no header can carry/],
    ['{ "x a": "b" }', /is not a header name/],
    ['{ "x-a": 1 }', /is not a text/],
    ['"x"', /an object of texts/],
  ])('may not add the headers %s', async (headers, message) => {
    expect((await failure(`function transform() { return { headers: ${headers} }; }`)).message).toMatch(message);
  });

  it('may not add headers that the format writes', async () => {
    const code = 'function transform() { return { headers: { Token: "mine" } }; }';
    expect((await failure(code, { format: fastcomments })).message).toMatch(
      /the header token is written by the format fastcomments/,
    );
  });

  it('pollutes no prototype', async () => {
    const code = `function transform({ event }) {
      event.__proto__.polluted = 1;
      return JSON.parse('{"data":{"__proto__":{"polluted":1}},"headers":{}}');
    }`;
    const made = await run(code);
    expect(made.event.dataBytes.toString()).toBe('{"__proto__":{"polluted":1}}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('may not return a value that is nested too deep for the stack', async () => {
    const deep = 'let d = []; for (let i = 0; i < 900; i++) d = [d]; return { data: d };';
    const { message } = await failure(`function transform() { ${deep} }`);
    expect(message).toContain('nested deeper than 200 levels');
  });

  it('is not given an event of more than a megabyte', async () => {
    const large = anEvent({ data: { text: 'x'.repeat(1_100_000) } });
    expect((await failure('function transform() { return {}; }', { event: large })).message).toMatch(
      /more than 1048576 characters/,
    );
  });

  it('is not shown what opens the door of the endpoint, and keeps it when it gives its headers back', async () => {
    const headers = { 'x-own': 'a', 'x-api-key': 'TOPSECRET', cookie: 'b=TOPSECRET' };
    const seen = await run('function transform({ headers }) { return { data: headers }; }', { headers });
    expect(seen.event.data).toEqual({ 'x-own': 'a', 'x-api-key': '••••••', cookie: '••••••' });
    const back = await run('function transform({ headers }) { return { headers: { ...headers, more: "1" } }; }', {
      headers,
    });
    expect(back.headers).toEqual({ more: '1' });
  });
});
