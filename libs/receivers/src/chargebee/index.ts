export type * from './chargebee.events.js';
export * from './chargebee.receiver.js';
