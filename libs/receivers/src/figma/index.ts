export type * from './figma.events.js';
export * from './figma.receiver.js';
