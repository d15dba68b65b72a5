export * from './handler-context.js';
export * from './handler-options.js';
export { type Handler } from './handler.js';
export { HandlerRegistration } from './handler-registration.js';
export * from './handlers.module.js';
export { OnWebhook } from './on-webhook.decorator.js';
export * from './replies/index.js';
export * from './retry-errors.js';
export { RunningHandlers } from './running-handlers.js';
