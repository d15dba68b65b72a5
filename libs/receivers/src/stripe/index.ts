export type * from './stripe.events.js';
export * from './stripe.receiver.js';
