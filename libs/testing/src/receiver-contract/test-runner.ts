/** The two functions of a test runner that the suites need: jest, vitest and `node:test` all have them. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => void;
  readonly it: (name: string, body: () => void | Promise<void>) => void;
}
