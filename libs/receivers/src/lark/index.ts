export type * from './lark.events.js';
export * from './lark.receiver.js';
