export type * from './braintree.events.js';
export * from './braintree.receiver.js';
