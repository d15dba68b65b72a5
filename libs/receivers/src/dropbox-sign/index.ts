export type * from './dropbox-sign.events.js';
export * from './dropbox-sign.receiver.js';
