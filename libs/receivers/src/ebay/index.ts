export type * from './ebay.events.js';
export * from './ebay.receiver.js';
