export type * from './livekit.events.js';
export * from './livekit.receiver.js';
