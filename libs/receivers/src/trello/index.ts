export type * from './trello.events.js';
export * from './trello.receiver.js';
