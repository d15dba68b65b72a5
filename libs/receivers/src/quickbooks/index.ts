export type * from './quickbooks.events.js';
export * from './quickbooks.receiver.js';
