export type * from './pagerduty.events.js';
export * from './pagerduty.receiver.js';
