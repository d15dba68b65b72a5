export type * from './strava.events.js';
export * from './strava.receiver.js';
