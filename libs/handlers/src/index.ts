export type { DataClass } from './data-class.js';
export type { HandlerContext, HandlerLogger } from './handler-context.js';
export type { AnyHandlerOptions, HandlerOptions, OrderPath, ProviderHandlerOptions } from './handler-options.js';
export { type Handler } from './handler.js';
export { marksOf, type HandlerMark } from './handler-mark.js';
export { HandlerRegistration } from './handler-registration.js';
export { HandlersModule } from './handlers.module.js';
export { OnWebhook } from './on-webhook.decorator.js';
export {
  discordReply,
  reply,
  slackReply,
  soapReply,
  twilioReply,
  type DiscordMessage,
  type SlackMessage,
  type TwilioMessage,
  type TwilioSpeech,
} from './replies/index.js';
export { RetryAfter, SkipRetry } from './retry-errors.js';
export { RunningHandlers } from './running-handlers.js';
