export type * from './heroku.events.js';
export * from './heroku.receiver.js';
