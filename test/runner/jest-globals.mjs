/**
 * What a spec gets from `@jest/globals`. Jest makes these anew for each file; modules that several files share (test/support) keep what
 * they imported first, so every name here passes on to the file that runs now.
 */
const current = globalThis[Symbol.for('kanca.jest-globals')];

const passOn = (name) =>
  new Proxy(function () {}, {
    apply: (_, __, args) => current.of[name](...args),
    get: (_, key) => Reflect.get(current.of[name], key),
  });

export const describe = passOn('describe');
export const it = passOn('it');
export const test = passOn('test');
export const expect = passOn('expect');
export const beforeAll = passOn('beforeAll');
export const beforeEach = passOn('beforeEach');
export const afterAll = passOn('afterAll');
export const afterEach = passOn('afterEach');
export const jest = passOn('jest');
