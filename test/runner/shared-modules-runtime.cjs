const { register } = require('node:module');
const { join } = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { default: JestRuntime } = require('jest-runtime');
const Translations = require('./translations.cjs');

const CURRENT = Symbol.for('kanca.jest-globals');
const CIRCUS_HANDLERS = Symbol.for('EVENT_HANDLERS');

/**
 * Jest's runtime loads each module anew for each test file, in a context of its own. That is 2.3 s of CPU for a file that starts the
 * hub, and code that is never warm. Here a test process loads a module once, by Node's own loader, and all of its files share it. Specs
 * therefore hold no state in modules; `jest.mock` does not exist.
 */
class SharedModulesRuntime {
  #environment;
  #jest;

  constructor(config, environment) {
    this.#environment = environment;
    this.#jest = jestOf(environment);
    globalThis[CURRENT] ??= { of: {} };
    useTypeScript(config);
  }

  static createResolver(...parameters) {
    return JestRuntime.createResolver(...parameters);
  }

  /** Jest's test framework keeps the state of one file: a fresh copy for each. */
  requireInternalModule(path) {
    if (path.includes('jest-circus')) {
      delete require.cache[path];
      delete globalThis[CIRCUS_HANDLERS];
    }
    return require(path);
  }

  requireModule(path) {
    return require(path);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(path) {
    return import(pathToFileURL(path).href);
  }

  setGlobalsForRuntime(globals) {
    globalThis[CURRENT].of = { ...globals, jest: this.#jest };
  }

  enterTestCode() {}

  leaveTestCode() {}

  getSourceMaps() {
    return new SourceMaps();
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  resetModules() {}

  clearAllMocks() {
    this.#environment.moduleMocker.clearAllMocks();
  }

  resetAllMocks() {
    this.#environment.moduleMocker.resetAllMocks();
  }

  restoreAllMocks() {
    this.#environment.moduleMocker.restoreAllMocks();
  }

  teardown() {
    this.restoreAllMocks();
  }
}

/** So that the lines of a stack trace are those of the TypeScript file: where its map lies, once somebody asks. */
class SourceMaps extends Map {
  get(source) {
    return source.startsWith('file:') && source.endsWith('.ts') ? translations.mapOf(fileURLToPath(source)) : undefined;
  }
}

let translations;

/** Once in a process: Node's loader reads TypeScript from now on. */
function useTypeScript({ cacheDirectory, transform }) {
  if (translations !== undefined) return;
  const folder = join(cacheDirectory, 'translations');
  const [[, , options]] = transform;
  translations = new Translations(folder, options);
  register('./typescript-hooks.mjs', { parentURL: pathToFileURL(__filename), data: { folder, options } });
}

function jestOf({ moduleMocker, fakeTimersModern: timers }) {
  const jest = {
    fn: moduleMocker.fn.bind(moduleMocker),
    spyOn: moduleMocker.spyOn.bind(moduleMocker),
    restoreAllMocks: () => (moduleMocker.restoreAllMocks(), jest),
    useFakeTimers: (config) => (timers.useFakeTimers(config), jest),
    useRealTimers: () => (timers.useRealTimers(), jest),
    advanceTimersByTimeAsync: (ms) => timers.advanceTimersByTimeAsync(ms),
  };
  return jest;
}

module.exports = { __esModule: true, default: SharedModulesRuntime };
