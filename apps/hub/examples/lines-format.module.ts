import { defineFormat, FormatModule, standardSignature } from '@kanca/sender';

/** The type and the data of an event, a line each: for those who would rather read lines than JSON. */
export const lines = defineFormat({
  name: 'lines',
  description: 'The type and the data, a line each.',
  reservedProperties: null,
  body: ({ event }) => ({
    contentType: 'text/plain; charset=utf-8',
    bytes: Buffer.from(`${event.type}\n${event.dataBytes.toString('utf8')}\n`),
  }),
  sign: standardSignature,
});

/** Subscriptions may say `"format": "lines"` where this module is named in `KANCA_MODULES`. */
export default class LinesFormatModule extends FormatModule(lines) {}
