import { BLOT } from '../blot.js';

const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie']);
const CREDENTIAL_NAME = /token|secret|passw|api[-_]?key|credential|auth|^code$|^key$|^sig$/i;
const SIGNATURE_NAME = /signature|hmac|digest/i;

const MAX_HEADERS = 100;
const MAX_HEADERS_CHARACTERS = 16_384;
const MAX_URL_CHARACTERS = 2_048;

/**
 * Headers fit to be kept: no credential, and no more than an operator wants to read. Signatures stay, for they are no secret: they
 * prove one body only, and show whether a request would have been genuine under a secret that is set later.
 */
export function keptHeaders(
  headers: Readonly<Record<string, string>>,
  credentials: readonly string[] = [],
): Record<string, string> {
  const kept: Record<string, string> = {};
  let room = MAX_HEADERS_CHARACTERS;
  for (const [name, value] of Object.entries(headers).slice(0, MAX_HEADERS)) {
    const text = isCredential(name) || credentials.includes(name) ? BLOT : value;
    room -= name.length + text.length;
    if (room < 0) break;
    kept[name] = text;
  }
  return kept;
}

/** Path and query without the values of parameters that hold credentials: those that are named so, such as `?code=`, and those given. */
export function keptUrl(url: string, credentials: readonly string[] = []): string {
  const start = url.indexOf('?');
  if (start === -1) return url.slice(0, MAX_URL_CHARACTERS);
  const query = url
    .slice(start + 1)
    .split('&')
    .map((pair) => {
      const [name = ''] = pair.split('=', 1);
      return CREDENTIAL_NAME.test(decoded(name)) || credentials.includes(decoded(name)) ? `${name}=${BLOT}` : pair;
    });
  return `${url.slice(0, start)}?${query.join('&')}`.slice(0, MAX_URL_CHARACTERS);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}

function isCredential(name: string): boolean {
  return CREDENTIAL_HEADERS.has(name) || (CREDENTIAL_NAME.test(name) && !SIGNATURE_NAME.test(name));
}
