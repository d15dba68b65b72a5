import { isUtf8 } from 'node:buffer';
import { KancaError } from '@kanca/core';
import { decodeText } from './decode-text.js';
import { parseJson } from './json.js';
import { textAt } from './value-at.js';
import type { BodyFormat, Payload } from './payload.js';

export const MAX_MULTIPART_PARTS = 1_000;
const MAX_PART_HEADER_BYTES = 8_192;

/** One part of a multipart form, its bytes untouched. */
export interface MultipartPart {
  readonly name: string;
  /** Only files have one. */
  readonly filename: string | undefined;
  readonly contentType: string | undefined;
  readonly content: Buffer;
}

/** A file as it stands in an event. */
export interface UploadedFile {
  readonly filename: string;
  readonly contentType: string;
  /** In bytes. */
  readonly size: number;
  readonly base64: string;
}

export type MultipartValue = string | UploadedFile;

/** The fields of a multipart form. A field that came several times is a list. */
export type MultipartFields = Readonly<Record<string, MultipartValue | readonly MultipartValue[]>>;

export interface MultipartOptions {
  /** The field that names, as a JSON object, the character set of each other field: SendGrid's `charsets`. UTF-8 where none is named. */
  readonly charsetsField?: string;
}

/** A `multipart/form-data` body: its fields as texts, its files in base64. Source: RFC 7578. */
export function multipart(options: MultipartOptions = {}): BodyFormat {
  return Object.freeze({
    kind: 'multipart',
    mediaType: 'multipart/form-data',
    accepts: (mediaType) => mediaType === 'multipart/form-data',
    parse(body, contentType = ''): Payload {
      const fields = fieldsOf(readMultipart(body, contentType), options);
      return { value: fields, json: Buffer.from(JSON.stringify(fields)) };
    },
  } satisfies BodyFormat);
}

/**
 * The parts of a multipart form, as views into the body. Looks at every byte once, however the body is made.
 * @param contentType the header, which holds the boundary
 * @throws KancaError `malformed_body` (400)
 */
export function readMultipart(body: Buffer, contentType: string): readonly MultipartPart[] {
  const delimiter = Buffer.from(`\r\n--${boundaryOf(contentType)}`, 'latin1');
  const parts: MultipartPart[] = [];
  let at = afterFirst(body, delimiter);
  while (!body.subarray(at, at + 2).equals(CLOSE)) {
    if (parts.length === MAX_MULTIPART_PARTS) throw malformed(`has more than ${String(MAX_MULTIPART_PARTS)} parts`);
    while (body[at] === SPACE || body[at] === TAB) at += 1;
    // The line break that ends the delimiter is looked at too, so that a part without headers is one as well.
    const head = body.subarray(at, at + MAX_PART_HEADER_BYTES);
    const length = head.indexOf(BLANK_LINE);
    if (length === -1 || !head.subarray(0, 2).equals(LINE_BREAK))
      throw malformed('has a part without an end of headers');
    const start = at + length + BLANK_LINE.length;
    const end = body.indexOf(delimiter, start);
    if (end === -1) throw malformed('ends in the middle of a part');
    parts.push({ ...readHeaders(head.toString('utf8', 0, length)), content: body.subarray(start, end) });
    at = end + delimiter.length;
  }
  return parts;
}

const SPACE = 0x20;
const TAB = 0x09;
const CLOSE = Buffer.from('--');
const LINE_BREAK = Buffer.from('\r\n');
const BLANK_LINE = Buffer.from('\r\n\r\n');

/** Source: RFC 2046, section 5.1.1. */
function boundaryOf(contentType: string): string {
  const found = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) throw malformed('has no boundary in its content-type');
  return boundary;
}

/**
 * The body has to begin with its delimiter, with a line break before it or without. RFC 2046 allows a preamble, and no sender of webhooks writes
 * one: a text inside of a genuine body can look like a form, and the header that names the boundary is not signed.
 */
function afterFirst(body: Buffer, delimiter: Buffer): number {
  for (const start of [delimiter.subarray(LINE_BREAK.length), delimiter])
    if (body.subarray(0, start.length).equals(start)) return start.length;
  throw malformed('does not begin with the boundary of its content-type');
}

function readHeaders(head: string): Omit<MultipartPart, 'content'> {
  const headers = new Map<string, string>();
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const { name, filename } = parametersOf(headers.get('content-disposition') ?? '');
  if (name === undefined) throw malformed('has a part without a name');
  return { name, filename, contentType: headers.get('content-type') };
}

/** The parameters of `form-data; name="a"; filename="b"`. Stops at the first thing that is none. */
function parametersOf(disposition: string): { readonly name?: string; readonly filename?: string } {
  const parameter = /;[ \t]*([\w*-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))[ \t]*/y;
  const found: Record<string, string> = {};
  parameter.lastIndex = Math.max(disposition.indexOf(';'), 0);
  for (let match = parameter.exec(disposition); match !== null; match = parameter.exec(disposition)) {
    const [, key = '', quoted, plain = ''] = match;
    found[key.toLowerCase()] ??= quoted === undefined ? plain : unescaped(quoted);
  }
  return found;
}

/** Browsers write a quote as `%22`, mail programs as `\"`. A Windows path keeps its other backslashes. */
function unescaped(text: string): string {
  return text.replace(/\\(["\\])|%22/g, (_escape, character: string | undefined) => character ?? '"');
}

function fieldsOf(parts: readonly MultipartPart[], { charsetsField }: MultipartOptions): MultipartFields {
  const charsets = charsetsField === undefined ? undefined : charsetsOf(parts, charsetsField);
  const fields = new Map<string, MultipartValue | MultipartValue[]>();
  for (const part of parts) {
    const value = part.filename === undefined ? decoded(part, textAt(charsets, part.name)) : fileOf(part);
    const known = fields.get(part.name);
    if (known === undefined) fields.set(part.name, value);
    else if (Array.isArray(known)) known.push(value);
    else fields.set(part.name, [known, value]);
  }
  return Object.fromEntries(fields);
}

function fileOf({ filename = '', contentType = 'application/octet-stream', content }: MultipartPart): UploadedFile {
  return { filename, contentType, size: content.length, base64: content.toString('base64') };
}

/** A table that cannot be read is as good as none: the mail is worth more than its umlauts. */
function charsetsOf(parts: readonly MultipartPart[], field: string): unknown {
  const part = parts.find(({ name }) => name === field);
  try {
    return part === undefined ? undefined : parseJson(part.content);
  } catch {
    return undefined;
  }
}

function decoded({ content, contentType }: MultipartPart, charset: string | undefined): string {
  const label = charset ?? /;\s*charset="?([^\s;"]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  try {
    return decodeText(content, label);
  } catch {
    // A part that names its character set wrongly, or none, is no reason to lose an event; windows-1252 fits any bytes.
    return decodeText(content, isUtf8(content) ? 'utf-8' : 'windows-1252');
  }
}

function malformed(what: string): KancaError {
  return new KancaError('malformed_body', `The multipart form ${what}.`);
}
