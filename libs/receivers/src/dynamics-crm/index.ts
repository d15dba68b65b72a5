export type * from './dynamics-crm.events.js';
export * from './dynamics-crm.receiver.js';
