export type * from './microsoft-graph.events.js';
export * from './microsoft-graph.receiver.js';
