export type * from './jira-connect.events.js';
export * from './jira-connect.receiver.js';
