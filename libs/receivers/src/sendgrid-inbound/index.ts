export type * from './sendgrid-inbound.events.js';
export * from './sendgrid-inbound.receiver.js';
