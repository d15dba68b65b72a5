import { SignatureError } from '../refusals/signature-error.js';
import type { InboundRequest } from '@kanca/core';

/** A header that came twice proves nothing: what one reader takes first, another takes last. */
export function refuseDoubled(request: InboundRequest, headers: readonly string[]): void {
  if (request.doubledHeaders.size === 0) return;
  const doubled = headers.find((name) => request.doubledHeaders.has(name));
  if (doubled !== undefined)
    throw new SignatureError('header_doubled', `the ${doubled} header came more than once: does a proxy add it again?`);
}
