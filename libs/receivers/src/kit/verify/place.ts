import { writeExactJson } from '@kanca/core';
import { parseForm } from '../parse/form.js';
import { parseJson } from '../parse/json.js';
import { maskForm } from '../parse/mask-form.js';
import { maskJson } from '../parse/mask-json.js';
import { idAt, numberAt, valueAt } from '../parse/value-at.js';
import { SignatureError } from '../refusals/signature-error.js';
import { tolerant, unverifiedForm, unverifiedJson } from './unverified-body.js';
import { headerOf } from './header-of.js';
import { withHeader } from './with-header.js';
import type { InboundRequest } from '@kanca/core';

/** Where a credential or a signature stands in a request, and where it is written when we sign. */
export interface Place {
  readonly kind: string;
  /** For the operator: `the x-signature header`. */
  readonly where: string;
  /** The headers it reads, lower-case. */
  readonly headers: readonly string[];
  /** The name of the query parameter that it reads. Only of a place in the query. */
  readonly query?: string;
  /**
   * What stands there; undefined when nothing does.
   * @throws SignatureError when it is there more than once
   */
  read(request: InboundRequest): string | undefined;
  /** The same of a request whose body was verified, of any size. Only of a place in the body. */
  readVerified?(request: InboundRequest): string | undefined;
  /** The same of a body that was verified and parsed, of any size. Only of a place in the body. */
  readFrom?(payload: unknown): string | undefined;
  write(request: InboundRequest, value: string): InboundRequest;
  /** A body with what stands there blotted out. Only of a place in the body. */
  mask?(body: Buffer): Buffer;
}

const NO_HEADERS: readonly string[] = Object.freeze([]);

/** A header, behind a fixed prefix if there is one: `inHeader('authorization', 'Bearer ')`. The prefix is read in any case. */
export function inHeader(name: string, prefix = ''): Place {
  const lower = name.toLowerCase();
  const start = prefix.toLowerCase();
  return Object.freeze({
    kind: 'header',
    name: lower,
    prefix,
    where: `the ${lower} header`,
    headers: [lower],
    read(request) {
      if (request.doubledHeaders.has(lower)) throw doubled(`the ${lower} header`);
      const value = headerOf(request, lower);
      if (value?.slice(0, start.length).toLowerCase() !== start) return undefined;
      const rest = value.slice(start.length);
      // RFC 9110, section 11.4: one blank or more between a scheme and its credentials.
      return start.endsWith(' ') ? rest.replace(/^ +/, '') : rest;
    },
    write: (request, value) => withHeader(request, lower, prefix + value),
  } satisfies Place & { name: string; prefix: string });
}

/** A field of the query: `inQuery('code')`. */
export function inQuery(name: string): Place {
  return Object.freeze({
    kind: 'query',
    name,
    query: name,
    where: `the query field ${name}`,
    headers: NO_HEADERS,
    read: ({ query }) => only(query.getAll(name), `the query field ${name}`),
    write(request, value) {
      const target = new URL(request.url, 'http://localhost');
      target.searchParams.set(name, value);
      return { ...request, url: target.pathname + target.search, query: target.searchParams };
    },
  } satisfies Place & { name: string });
}

/** A text in a JSON body, which is read within its bounds before it is verified: `inJson('signature', 'token')`. */
export function inJson(...path: readonly [string, ...string[]]): Place {
  return Object.freeze({
    kind: 'json',
    path,
    where: `${path.join('.')} of the JSON body`,
    headers: NO_HEADERS,
    read: ({ body }) => writtenAt(unverifiedJson(body), path),
    readVerified: ({ body }) => writtenAt(tolerant(parseJson, body), path),
    readFrom: (payload) => writtenAt(payload, path),
    write: (request, value) => ({
      ...request,
      body: Buffer.from(writeExactJson(withValueAt(unverifiedJson(request.body), path, value))),
    }),
    mask: (body) => maskJson(body, path),
  } satisfies Place & { path: readonly string[] });
}

/** A field of a form body, which is read within its bounds before it is verified: `inForm('token')`. */
export function inForm(name: string): Place {
  return Object.freeze({
    kind: 'form',
    name,
    where: `the form field ${name}`,
    headers: NO_HEADERS,
    read: ({ body }) => fieldOf(unverifiedForm(body), name),
    readVerified: ({ body }) => fieldOf(tolerant(parseForm, body), name),
    readFrom: (payload) => fieldOf(payload, name),
    write(request, value) {
      const fields = new URLSearchParams(request.body.toString('utf8'));
      fields.set(name, value);
      return { ...request, body: Buffer.from(fields.toString()) };
    },
    mask: (body) => maskForm(body, name),
  } satisfies Place & { name: string });
}

function writtenAt(payload: unknown, path: readonly string[]): string | undefined {
  const value = valueAt(payload, ...path);
  return typeof value === 'string' ? value : idAt(payload, ...path);
}

function fieldOf(payload: unknown, name: string): string | undefined {
  const value = valueAt(payload, name);
  if (Array.isArray(value)) throw doubled(`the form field ${name}`);
  return typeof value === 'string' ? value : undefined;
}

function only(values: readonly string[], where: string): string | undefined {
  if (values.length > 1) throw doubled(where);
  return values[0];
}

function doubled(where: string): SignatureError {
  return new SignatureError('header_doubled', `${where} came more than once: which of them is meant?`);
}

function withValueAt(target: unknown, [key = '', ...rest]: readonly string[], value: string): unknown {
  const fields = typeof target === 'object' && target !== null ? { ...target } : {};
  const before = valueAt(fields, key);
  const inner: unknown =
    rest.length > 0 ? withValueAt(before, rest, value) : numberAt(fields, key) === undefined ? value : Number(value);
  return { ...fields, [key]: inner };
}
