export type * from './twilio.events.js';
export * from './twilio.receiver.js';
