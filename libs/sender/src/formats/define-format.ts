import type { Format } from './format.js';

const NAME = /^[a-z][a-z0-9-]{0,63}$/;

/**
 * A format of one's own, checked when the program starts.
 * @example
 * export const lines = defineFormat({
 *   name: 'lines',
 *   description: 'The type and the data, a line each.',
 *   reservedProperties: null,
 *   body: ({ event }) => ({ contentType: 'text/plain', bytes: Buffer.from(`${event.type}\n${event.dataBytes}\n`) }),
 *   sign: standardSignature,
 * });
 * @throws Error naming each member that is missing or wrong
 */
export function defineFormat<const F extends Format>(format: F): F {
  if (!NAME.test(format.name))
    throw new Error(
      `A format is named ${JSON.stringify(format.name)}: expected lower-case letters, digits and dashes, such as "my-format".`,
    );
  // Formats in plain JavaScript may leave anything out.
  const { body, sign }: { readonly body?: unknown; readonly sign?: unknown } = format;
  for (const [part, value] of Object.entries({ body, sign }))
    if (typeof value !== 'function')
      throw new Error(`The format ${format.name} has no ${part}: it is a function that ${WHY[part] ?? ''}.`);
  return format;
}

const WHY: Readonly<Record<string, string>> = {
  body: 'turns an event into bytes',
  sign: 'gives the headers that prove where they come from',
};
