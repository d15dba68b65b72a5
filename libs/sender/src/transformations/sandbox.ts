import {
  DefaultIntrinsics,
  newQuickJSWASMModuleFromVariant,
  Scope,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import {
  MAX_OUTPUT_CHARACTERS,
  MEMORY_BYTES,
  STACK_BYTES,
  TIME_MS,
  type SandboxAnswer,
  type SandboxTask,
} from './sandbox-protocol.js';
import { TimeBudget } from './time-budget.js';

const FILE = 'transformation.js';
const MAX_MESSAGE = 500;

/**
 * Runs before the code does, and keeps what it needs for itself: the code may change anything that it can reach. Neither clock nor chance is
 * left, so that the same event gives the same bytes for every attempt.
 */
const HARNESS = `(() => {
  const { parse, stringify } = JSON;
  const { isFinite } = Number;
  const gone = ['Date', 'performance', 'WeakRef', 'FinalizationRegistry', 'print', 'console', 'std', 'os', 'scriptArgs'];
  for (const name of gone) delete globalThis[name];
  delete Math.random;
  return (transform, input) => {
    if (typeof transform !== 'function') throw new TypeError('there is no function transform({ event, headers })');
    if (input === undefined) return '{}';
    const output = transform(parse(input));
    if (output === undefined || output === null) throw new TypeError('transform returned nothing: return {} to send the event as it is');
    if (typeof output !== 'object') throw new TypeError('transform has to return an object, not a ' + typeof output);
    if (typeof output.then === 'function') throw new TypeError('transform must not be async: there is nothing to wait for');
    return stringify(output, (name, value) => {
      if (typeof value !== 'number' || isFinite(value)) return value;
      throw new TypeError(stringify(name) + ' is ' + value + ', which JSON cannot hold');
    });
  };
})()`;

/** QuickJS in WebAssembly: code in it reaches its own heap, and nothing else. Each task has a heap of its own. */
export class Sandbox {
  private constructor(private readonly quickjs: QuickJSWASMModule) {}

  static async create(): Promise<Sandbox> {
    const sandbox = new Sandbox(await newQuickJSWASMModuleFromVariant(import('@jitl/quickjs-wasmfile-release-sync')));
    // The first run pays for all: it must not be somebody's.
    sandbox.run({ id: 0, code: 'function transform() { return {}; }', input: '{}' });
    return sandbox;
  }

  run({ id, code, input }: SandboxTask): SandboxAnswer {
    return Scope.withScope((scope) => {
      const runtime = scope.manage(this.quickjs.newRuntime());
      runtime.setMemoryLimit(MEMORY_BYTES);
      runtime.setMaxStackSize(STACK_BYTES);
      const budget = new TimeBudget(TIME_MS);
      runtime.setInterruptHandler(() => budget.isSpent());
      const context = scope.manage(
        runtime.newContext({ intrinsics: { ...DefaultIntrinsics, Date: false, Promise: true } }),
      );
      const steps = (): QuickJSHandle => {
        const call = scope.manage(context.unwrapResult(context.evalCode(HARNESS)));
        scope.manage(context.unwrapResult(context.evalCode(code, FILE)));
        // Also one that was made with const or let, which the global object does not have.
        const named = 'typeof transform === "undefined" ? undefined : transform';
        const transform = scope.manage(context.unwrapResult(context.evalCode(named)));
        const text = input === null ? context.undefined : scope.manage(context.newString(input));
        return scope.manage(context.unwrapResult(context.callFunction(call, context.undefined, transform, text)));
      };
      try {
        return { id, kind: 'result', json: textOf(context, steps()) };
      } catch (error) {
        const said = budget.isSpent() ? { message: LATE, line: null } : told(error);
        return { id, kind: 'error', ...said, isOfCode: true };
      }
    });
  }
}

const LATE = `it ran for more than ${String(TIME_MS)} ms, and was stopped`;

function textOf(context: QuickJSContext, output: QuickJSHandle): string {
  const length =
    context.typeof(output) === 'string' ? context.getProp(output, 'length').consume((h) => context.getNumber(h)) : 0;
  if (length > MAX_OUTPUT_CHARACTERS)
    throw new Error(`it returned more than ${String(MAX_OUTPUT_CHARACTERS)} characters of JSON`);
  if (length === 0) throw new Error('it returned a value that is not JSON');
  return context.getString(output);
}

/** The code's own error: its name, its message, and where in the code it was thrown. */
function told(error: unknown): { readonly message: string; readonly line: number | null } {
  const said = error instanceof Error ? error : new Error('it threw a value that is not an error');
  const cause: unknown = said.cause;
  const stack = stackOf(cause) ?? said.stack ?? '';
  const line = new RegExp(`${FILE.replace('.', '\\.')}:(\\d+)`).exec(stack)?.[1];
  const name = said.name === 'Error' || said.name === 'QuickJSUnwrapError' ? '' : `${said.name}: `;
  // It is stored and shown: on one line, and without what no database takes.
  const message = `${name}${said.message}`.slice(0, MAX_MESSAGE).replace(/\p{Cc}+/gu, ' ');
  return {
    message: message === '' ? 'it threw a value that is not an error' : message,
    line: line === undefined ? null : Number(line),
  };
}

function stackOf(cause: unknown): string | null {
  if (typeof cause !== 'object' || cause === null) return null;
  const stack: unknown = Reflect.get(cause, 'stack');
  return typeof stack === 'string' ? stack : null;
}
