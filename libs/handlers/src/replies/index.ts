export { discordReply, type DiscordMessage } from './discord-reply.js';
export { reply } from './reply.js';
export { slackReply, type SlackMessage } from './slack-reply.js';
export { soapReply } from './soap-reply.js';
export { twilioReply, type TwilioMessage, type TwilioSpeech } from './twilio-reply.js';
