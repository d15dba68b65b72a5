export type * from './stripe.events.js';
export type * from './stripe.resources.js';
export * from './stripe.receiver.js';
