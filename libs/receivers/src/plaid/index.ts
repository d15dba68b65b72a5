export type * from './plaid.events.js';
export * from './plaid.receiver.js';
