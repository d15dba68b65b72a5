export type * from './jira.events.js';
export * from './jira.receiver.js';
