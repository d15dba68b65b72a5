export type * from './coinbase-commerce.events.js';
export * from './coinbase-commerce.receiver.js';
