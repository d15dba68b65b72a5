export type * from './cloudinary.events.js';
export * from './cloudinary.receiver.js';
