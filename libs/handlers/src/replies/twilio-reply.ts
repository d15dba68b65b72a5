import type { HandlerReply } from '@kanca/dispatch';
import { xmlAttributes, xmlText } from './xml-text.js';

/** Where a reply to Twilio goes, when not to the sender, and the addresses of its media. */
export interface TwilioMessage {
  /** The number that gets the message; the sender's unless told. */
  readonly to?: string;
  /** URLs of pictures and the like. */
  readonly media?: readonly string[];
}

/** The voice and the language that Twilio speaks a reply with. */
export interface TwilioSpeech {
  /** For example `Polly.Amy`. */
  readonly voice?: string;
  /** For example `en-GB`. */
  readonly language?: string;
}

/**
 * Answers in TwiML (https://www.twilio.com/docs/messaging/twiml and /docs/voice/twiml), escaped.
 * @example return twilioReply.message(`We got: ${event.data.Body}`);
 */
export const twilioReply = {
  /** To a text message. */
  message: (text: string, { to, media = [] }: TwilioMessage = {}): HandlerReply =>
    twiml(
      `<Message${xmlAttributes({ to })}><Body>${xmlText(text)}</Body>` +
        `${media.map((url) => `<Media>${xmlText(url)}</Media>`).join('')}</Message>`,
    ),
  /** To a call: the text is read aloud. */
  say: (text: string, { voice, language }: TwilioSpeech = {}): HandlerReply =>
    twiml(`<Say${xmlAttributes({ voice, language })}>${xmlText(text)}</Say>`),
  /** Nothing is sent, nothing is said. */
  nothing: (): HandlerReply => twiml(''),
} as const;

function twiml(verbs: string): HandlerReply {
  return {
    status: 200,
    contentType: 'text/xml; charset=utf-8',
    body: `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`,
  };
}
