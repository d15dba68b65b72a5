export type * from './launchdarkly.events.js';
export * from './launchdarkly.receiver.js';
