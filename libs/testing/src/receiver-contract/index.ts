export * from './describe-receiver.js';
export * from './memory-event-log.js';
export * from './receiver-vector.js';
export * from './serve-ingress.js';
export * from './test-runner.js';
export * from './vector-documents.js';
