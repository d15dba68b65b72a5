/**
 * The receiving edge. What every provider has in common is here; each provider is a path of its own, `@kanca/receivers/github`.
 */
export * from './catalogue-entry.js';
export * from './catalogue.gen.js';
export * from './kit/index.js';
