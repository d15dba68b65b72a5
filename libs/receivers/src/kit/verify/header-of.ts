import type { InboundRequest } from '@kanca/core';

/**
 * The value of a header whose name comes from an option or from the request itself; undefined when it is not there. A record of headers inherits
 * from `Object.prototype`, so `headers['constructor']` is a function.
 * @param name lower-case
 */
export function headerOf({ headers }: Pick<InboundRequest, 'headers'>, name: string): string | undefined {
  return Object.hasOwn(headers, name) ? headers[name] : undefined;
}

/** Whether a text is the name of a header: a token. Source: RFC 9110, section 5.1 and 5.6.2. */
export function isHeaderName(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);
}
