export type * from './dropbox.events.js';
export * from './dropbox.receiver.js';
