export type * from './docusign.events.js';
export * from './docusign.receiver.js';
