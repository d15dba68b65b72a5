export * from './slack.command-text.js';
export type * from './slack.events.js';
export type * from './slack.objects.js';
export * from './slack.receiver.js';
