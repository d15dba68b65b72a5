export type * from './xero.events.js';
export * from './xero.receiver.js';
