export type * from './twitch.events.js';
export * from './twitch.receiver.js';
