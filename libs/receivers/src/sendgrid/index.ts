export type * from './sendgrid.events.js';
export * from './sendgrid.receiver.js';
