export type * from './linkedin.events.js';
export * from './linkedin.receiver.js';
