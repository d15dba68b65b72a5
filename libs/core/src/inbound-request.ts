/** One request from a provider, as bytes. Adapters for Fastify, Express and `node:http` all come down to this. */
export interface InboundRequest {
  readonly method: string;
  /** Path and query, as received. */
  readonly url: string;
  readonly query: URLSearchParams;
  /** Lower-case names. A header that came twice is not here but in `doubledHeaders`: nothing may be verified with it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly doubledHeaders: ReadonlySet<string>;
  readonly body: Buffer;
}
