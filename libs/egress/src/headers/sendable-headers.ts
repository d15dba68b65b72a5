import { KancaError } from '@kanca/core';

/** Headers that belong to the connection: only the HTTP client may write them. */
export const TRANSPORT_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Headers that a subscription may not set: those of the connection, and those that describe or identify the signed body. */
export const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  ...TRANSPORT_HEADERS,
  'accept-encoding',
  'content-encoding',
  'content-type',
  'kanca-hops',
  'traceparent',
  'tracestate',
]);

/** Headers that start so are reserved too. */
export const RESERVED_HEADER_PREFIX = 'webhook-';

const MAX_HEADERS = 50;
const MAX_TOTAL_BYTES = 8_192;
const MAX_NAME_LENGTH = 256;
// RFC 9110 section 5.6.2.
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// Tab, visible ASCII and obs-text: no CR, LF or NUL, and nothing that has no byte in latin1.
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Refuses headers of a user's choice that cannot or may not be sent. Values are never repeated in the error.
 * @throws KancaError `invalid_request` naming every header that is wrong
 */
export function assertSendableHeaders(
  headers: Readonly<Record<string, unknown>>,
): asserts headers is Readonly<Record<string, string>> {
  // Before anything is looked at: the list may be as long as its sender likes.
  const count = Object.keys(headers).length;
  if (count > MAX_HEADERS) {
    const problem = `are more than ${String(MAX_HEADERS)}: remove some`;
    throw new KancaError('invalid_request', `"headers" ${problem}`, { problems: [{ field: 'headers', problem }] });
  }
  const entries = Object.entries(headers);
  const names = new Set<string>();
  const problems = entries.flatMap(([name, value]) => {
    const isRepeated = names.has(name.toLowerCase());
    names.add(name.toLowerCase());
    const problem = problemOfHeader(name, value, isRepeated);
    return problem === null ? [] : [{ field: `headers.${name.slice(0, MAX_NAME_LENGTH)}`, problem }];
  });
  if (entries.reduce((total, [name, value]) => total + name.length + lengthOf(value), 0) > MAX_TOTAL_BYTES)
    problems.push({ field: 'headers', problem: `are more than ${String(MAX_TOTAL_BYTES)} bytes: shorten them` });
  if (problems.length > 0)
    throw new KancaError(
      'invalid_request',
      problems.map(({ field, problem }) => `${JSON.stringify(field)} ${problem}`).join('; '),
      { problems },
    );
}

function problemOfHeader(name: string, value: unknown, isRepeated: boolean): string | null {
  const lower = name.toLowerCase();
  if (!TOKEN.test(name) || name.length > MAX_NAME_LENGTH)
    return "is not a header name: letters, digits and !#$%&'*+-.^_`|~ make one";
  if (RESERVED_HEADERS.has(lower) || lower.startsWith(RESERVED_HEADER_PREFIX))
    return 'is reserved: Kanca writes this header itself';
  if (isRepeated) return 'is given twice: names are the same in upper and lower case';
  if (typeof value !== 'string') return 'is not a text';
  if (!VALUE.test(value)) return 'has a character that no header can carry, such as CR, LF or NUL';
  return null;
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : 0;
}
