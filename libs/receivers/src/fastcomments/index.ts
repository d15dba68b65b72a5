export type * from './fastcomments.events.js';
export * from './fastcomments.receiver.js';
