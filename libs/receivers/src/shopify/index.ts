export type * from './shopify.events.js';
export * from './shopify.receiver.js';
