import { defineFormat } from './define-format.js';
import type { FormatInput, OutgoingBody } from './format.js';
import { percentEncoded } from './percent-encoded.js';
import { STANDARD_HEADERS, standardSignature } from './standard-signature.js';

const NOT_PRINTABLE = /[^\x21-\x7e]/gu;

/**
 * What the provider sent, to the byte, signed with the subscription's own secret. Of the provider's headers only those that describe the
 * bytes go along: its signature proves nothing to a subscriber that must not have its secret. The type goes in a header, because many
 * providers name the event nowhere else.
 */
export const raw = defineFormat({
  name: 'raw',
  description: 'The very bytes that the provider sent, signed anew.',
  reservedProperties: null,
  reservedHeaders: ['kanca-event-type', 'kanca-event-source'],
  describes: {
    headers: {
      ...STANDARD_HEADERS,
      'kanca-event-type': 'The type of the event. What a header cannot hold is percent-encoded.',
      'kanca-event-source': 'Where the event was received.',
      'content-encoding': 'As the provider sent it; not there when it sent none.',
    },
    body: { '*/*': {} },
  },
  body: rawBody,
  sign: standardSignature,
});

async function rawBody({ event, original }: FormatInput): Promise<OutgoingBody> {
  const { bytes, contentType, contentEncoding } = await original();
  return {
    bytes,
    contentType,
    headers: {
      'kanca-event-type': printable(event.type),
      'kanca-event-source': printable(event.source),
      ...(contentEncoding === null ? {} : { 'content-encoding': contentEncoding }),
    },
  };
}

/** Providers may name events as they like; a header holds visible ASCII. */
function printable(text: string): string {
  return percentEncoded(text, NOT_PRINTABLE);
}
