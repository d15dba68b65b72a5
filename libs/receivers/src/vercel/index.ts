export type * from './vercel.events.js';
export * from './vercel.receiver.js';
