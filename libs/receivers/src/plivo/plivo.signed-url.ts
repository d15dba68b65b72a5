import { unverifiedForm } from '../kit/built-in.js';
import { SignatureError } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { FormFields, Part, SignatureFormat } from '../kit/built-in.js';

/**
 * The URL that Plivo calls, with its query sorted, and behind it the sorted fields of the form.
 * Source: plivo.com/docs, signature validation V3, and `v3Security` of the vendor's SDK.
 */
export const signedUrl: Part = Object.freeze({
  kind: 'plivo_signed_url',
  headers: [],
  read({ request, context }) {
    const { pathname } = new URL(request.url, 'http://localhost');
    const query = sortedQuery(request.query);
    const fields = sortedFields(request);
    const hasFields = fields !== '';
    const mark = query !== '' || hasFields ? '?' : '';
    const dot = query !== '' && hasFields ? '.' : '';
    return [Buffer.from(context.publicUrl + pathname + mark + query + dot + fields)];
  },
} satisfies Part);

/** One signature for each auth token of the account, separated by commas. */
export const signatureList: SignatureFormat = Object.freeze({
  kind: 'comma_list',
  shape: '…,…',
  parse: (value) => ({ signatures: value.split(',').map((signature) => signature.trim()), fields: {} }),
  write: (signature) => signature,
} satisfies SignatureFormat);

function sortedQuery(query: URLSearchParams): string {
  return [...new Set(query.keys())]
    .sort()
    .flatMap((name) =>
      query
        .getAll(name)
        .sort()
        .map((value) => `${name}=${value}`),
    )
    .join('&');
}

function sortedFields({ method, body }: InboundRequest): string {
  if (method === 'GET') return '';
  const fields = fieldsOf(body);
  return Object.keys(fields)
    .sort()
    .flatMap((name) => valuesOf(fields[name]).map((value) => name + value))
    .join('');
}

function valuesOf(value: string | readonly string[] = []): readonly string[] {
  return typeof value === 'string' ? [value] : [...value].sort();
}

function fieldsOf(body: Buffer): FormFields {
  const fields = unverifiedForm(body);
  if (fields === undefined)
    throw new SignatureError('signature_malformed', 'the body is no form, which it has to be to be signed');
  return fields;
}
