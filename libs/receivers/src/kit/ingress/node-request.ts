import { originForm, queryOf } from '../parse/request-target.js';
import type { IncomingMessage } from 'node:http';
import type { InboundRequest } from '@kanca/core';

type Headers = Readonly<Record<string, string>>;

const NONE: ReadonlySet<string> = new Set();
const EMPTY = Buffer.alloc(0);

/** One request of `node:http`, in our terms. Its body comes later. */
export class NodeRequest implements InboundRequest {
  readonly method: string;
  /** As the client wrote it, also where Express has cut off the path that it is mounted at. */
  readonly url: string;
  readonly headers: Headers;
  readonly doubledHeaders: ReadonlySet<string>;
  body: Buffer = EMPTY;
  private search: URLSearchParams | undefined;

  constructor(message: IncomingMessage & { readonly originalUrl?: string }) {
    this.method = message.method ?? 'GET';
    this.url = originForm(message.originalUrl ?? message.url ?? '/');
    const headers = headersWithoutDoubles(message);
    this.doubledHeaders = headers === null ? doublesOf(message.rawHeaders) : NONE;
    this.headers = headers ?? headersExcept(message.rawHeaders, this.doubledHeaders);
  }

  get query(): URLSearchParams {
    this.search ??= queryOf(this.url);
    return this.search;
  }
}

/**
 * Node's own record of the headers, or null when it hides something: node joins some doubled headers and drops others, and the
 * record then has fewer entries than there were lines. It is made for every request anyway; nearly every request can use it.
 */
function headersWithoutDoubles({ headers, rawHeaders }: IncomingMessage): Headers | null {
  if (Object.keys(headers).length * 2 !== rawHeaders.length || headers['set-cookie'] !== undefined) return null;
  return headers as Headers;
}

function doublesOf(rawHeaders: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const doubled = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    if (seen.has(name)) doubled.add(name);
    seen.add(name);
  }
  return doubled;
}

function headersExcept(rawHeaders: readonly string[], names: ReadonlySet<string>): Headers {
  const headers: [string, string][] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    if (!names.has(name)) headers.push([name, rawHeaders[at + 1] ?? '']);
  }
  return Object.fromEntries(headers);
}
