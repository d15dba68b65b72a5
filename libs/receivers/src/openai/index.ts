export type * from './openai.events.js';
export * from './openai.receiver.js';
