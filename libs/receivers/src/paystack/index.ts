export type * from './paystack.events.js';
export * from './paystack.receiver.js';
