import type { InboundRequest } from '@kanca/core';

/** The same request with one header set, once. */
export function withHeader(request: InboundRequest, name: string, value: string): InboundRequest {
  const doubledHeaders = new Set(request.doubledHeaders);
  doubledHeaders.delete(name);
  return {
    method: request.method,
    url: request.url,
    query: request.query,
    headers: { ...request.headers, [name]: value },
    doubledHeaders,
    body: request.body,
  };
}
