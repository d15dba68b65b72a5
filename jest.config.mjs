import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  // Why not jest's own: docs/adr/0049.
  runtime: './test/runner/shared-modules-runtime.cjs',
  testEnvironment: '<rootDir>/test/runner/shared-modules-environment.cjs',
  testEnvironmentOptions: { globalsCleanup: 'off' },
  testSequencer: './test/runner/longest-first.cjs',
  injectGlobals: false,
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/data/'],
  testMatch: ['<rootDir>/{libs,apps}/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  globalSetup: '<rootDir>/test/setup/start.mjs',
  globalTeardown: '<rootDir>/test/setup/stop.mjs',
  testTimeout: 120_000,
  // A test that waits leaves its core to another: two processes on two cores, at least.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  workerIdleMemoryLimit: '1GB',
};
