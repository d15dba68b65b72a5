import { originForm, queryOf } from '../parse/request-target.js';
import type { InboundRequest } from '@kanca/core';

/** A request as people write it down. */
export interface RequestDraft {
  /** `POST` unless told. */
  readonly method?: string;
  /** Path and query; of a whole URL the rest is dropped. */
  readonly url?: string;
  /** In any case. A list is a header that came several times. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

/**
 * A request by hand: for samples, for captured requests and for tests.
 * @example inboundRequest({ headers: { 'X-GitHub-Event': 'push' }, body: '{}' })
 */
export function inboundRequest({ method = 'POST', url = '/', headers = {}, body = '' }: RequestDraft): InboundRequest {
  const single: Record<string, string> = {};
  const doubledHeaders = new Set<string>();
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    const values = typeof value === 'string' ? [value] : value;
    if (values.length > 1 || Object.hasOwn(single, lower)) doubledHeaders.add(lower);
    if (values[0] !== undefined) single[lower] = values[0];
  }
  const once = Object.entries(single).filter(([name]) => !doubledHeaders.has(name));
  // Not by `new URL`, which would write some characters otherwise: the signature covers the URL as it was sent.
  const target = originForm(url);
  return {
    method: method.toUpperCase(),
    url: target,
    query: queryOf(target),
    headers: Object.fromEntries(once),
    doubledHeaders,
    body: typeof body === 'string' ? Buffer.from(body) : body,
  };
}
