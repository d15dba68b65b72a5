export type * from './mailchimp.events.js';
export * from './mailchimp.receiver.js';
