export type * from './discord.events.js';
export * from './discord.receiver.js';
