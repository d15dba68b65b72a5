import type { IncomingMessage } from 'node:http';
import type { InboundRequest } from '@kanca/core';

const NONE: ReadonlySet<string> = new Set();
const EMPTY = Buffer.alloc(0);

/** One request of `node:http`, in our terms. Its body comes later. */
export class NodeRequest implements InboundRequest {
  readonly method: string;
  /** As the client wrote it, also where Express has cut off the path that it is mounted at. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly doubledHeaders: ReadonlySet<string>;
  body: Buffer = EMPTY;
  private search: URLSearchParams | undefined;

  constructor(message: IncomingMessage & { readonly originalUrl?: string }) {
    this.method = message.method ?? 'GET';
    this.url = message.originalUrl ?? message.url ?? '/';
    // From the raw list: node joins some doubled headers and drops others, and nobody would see that there were two.
    const { rawHeaders } = message;
    const headers = Object.create(null) as Record<string, string>;
    let doubled: Set<string> | undefined;
    for (let at = 0; at < rawHeaders.length; at += 2) {
      const name = (rawHeaders[at] ?? '').toLowerCase();
      if (headers[name] === undefined) headers[name] = rawHeaders[at + 1] ?? '';
      else (doubled ??= new Set()).add(name);
    }
    for (const name of doubled ?? NONE) Reflect.deleteProperty(headers, name);
    this.headers = headers;
    this.doubledHeaders = doubled ?? NONE;
  }

  get query(): URLSearchParams {
    if (this.search === undefined) {
      const start = this.url.indexOf('?');
      this.search = new URLSearchParams(start === -1 ? '' : this.url.slice(start + 1));
    }
    return this.search;
  }
}
