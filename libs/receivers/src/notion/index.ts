export type * from './notion.events.js';
export * from './notion.receiver.js';
