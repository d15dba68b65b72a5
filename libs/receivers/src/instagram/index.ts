export type * from './instagram.events.js';
export * from './instagram.receiver.js';
