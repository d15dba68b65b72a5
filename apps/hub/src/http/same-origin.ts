import { KancaError } from '@kanca/core';
import type { RequestOrigin } from './request-origin.js';

/** The headers by which a browser tells which page makes it call. */
export interface BrowserHeaders {
  readonly 'sec-fetch-site'?: string | string[] | undefined;
  readonly origin?: string | undefined;
  readonly 'x-kanca-csrf'?: string | string[] | undefined;
}

/** They change nothing, so they need no proof: a page of another site cannot read the answer. */
const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses a call that a page of another site made a browser send. Browsers tell the site in `Sec-Fetch-Site`, except to plain HTTP; and the origin in `Origin`,
 * except with a GET of the same origin. A page of a sibling's domain (`same-site`) is another site here.
 * @throws KancaError `forbidden`
 */
export function assertNotCrossSite(headers: BrowserHeaders, { ownOrigins }: Pick<RequestOrigin, 'ownOrigins'>): void {
  const { 'sec-fetch-site': site, origin } = headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw crossSite(`Sec-Fetch-Site is ${String(site)}`);
  if (origin !== undefined && !ownOrigins.includes(origin.toLowerCase()))
    throw crossSite(`Origin is ${origin.slice(0, 200)}`);
}

/**
 * Refuses a call with a cookie that may have been sent by somebody else's page. Each proof alone would do: a page of another site can neither have its request
 * called same-origin, nor send a header of its own without a preflight, which the hub does not answer.
 * @throws KancaError `forbidden`
 */
export function assertOwnPage(
  method: string,
  headers: BrowserHeaders,
  origin: Pick<RequestOrigin, 'ownOrigins'>,
): void {
  assertNotCrossSite(headers, origin);
  if (SAFE.includes(method)) return;
  if (headers['sec-fetch-site'] !== 'same-origin' && headers.origin === undefined)
    throw crossSite('there is neither Sec-Fetch-Site: same-origin nor an Origin');
  if (headers['x-kanca-csrf'] !== '1') throw crossSite('the header x-kanca-csrf: 1 is missing');
}

function crossSite(why: string): KancaError {
  return new KancaError(
    'forbidden',
    `With a session, a call has to come from a page of this hub, and a change needs the header x-kanca-csrf: 1; here ${why}. ` +
      'Programs call with an API key: Authorization: Bearer kanca_…',
  );
}
