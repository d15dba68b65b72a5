export type * from './resend.events.js';
export * from './resend.receiver.js';
