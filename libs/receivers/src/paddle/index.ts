export type * from './paddle.events.js';
export * from './paddle.receiver.js';
