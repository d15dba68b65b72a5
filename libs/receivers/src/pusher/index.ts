export type * from './pusher.events.js';
export * from './pusher.receiver.js';
