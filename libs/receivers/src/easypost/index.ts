export type * from './easypost.events.js';
export * from './easypost.receiver.js';
