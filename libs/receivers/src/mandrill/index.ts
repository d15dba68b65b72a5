export type * from './mandrill.events.js';
export * from './mandrill.receiver.js';
