export type * from './adyen.events.js';
export * from './adyen.receiver.js';
