export type * from './kontent-ai.events.js';
export * from './kontent-ai.receiver.js';
