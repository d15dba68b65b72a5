export * from './describe-receiver.js';
export * from './receiver-vector.js';
export * from './test-runner.js';
