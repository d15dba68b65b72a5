export * from './discord-reply.js';
export * from './reply.js';
export * from './slack-reply.js';
export * from './soap-reply.js';
export * from './twilio-reply.js';
