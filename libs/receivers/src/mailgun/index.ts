export type * from './mailgun.events.js';
export * from './mailgun.receiver.js';
