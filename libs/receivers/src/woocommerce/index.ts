export type * from './woocommerce.events.js';
export * from './woocommerce.receiver.js';
