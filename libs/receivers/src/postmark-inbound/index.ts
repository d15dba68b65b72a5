export type * from './postmark-inbound.events.js';
export * from './postmark-inbound.receiver.js';
