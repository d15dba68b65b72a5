export * from './eventually.js';
export * from './receiver-contract/index.js';
export * from './scripted-runner.js';
export { migrateDatabase } from './template-database.js';
export * from './test-database.js';
export * from './test-engine.js';
