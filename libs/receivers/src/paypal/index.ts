export type * from './paypal.events.js';
export * from './paypal.receiver.js';
