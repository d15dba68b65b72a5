export * from './ports/arrival.js';
export * from './ports/consumer-catalogue.js';
export * from './ports/consumer-runner.js';
export * from './ports/event-log.js';
export * from './ports/reply-desk.js';
