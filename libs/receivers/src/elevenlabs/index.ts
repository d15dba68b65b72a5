export type * from './elevenlabs.events.js';
export * from './elevenlabs.receiver.js';
