import { createHash } from 'node:crypto';
import { constantTimeEqual } from '@kanca/signing';
import { unverifiedForm } from '../kit/built-in.js';
import { SignatureError } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { FormFields, Part } from '../kit/built-in.js';

/**
 * The URL that Twilio calls, and behind it the fields of a form, sorted by name, each with its value. A body that is no form is named
 * by its hash in the URL. Source: twilio.com/docs/usage/webhooks/webhooks-security.
 */
export const signedUrl: Part = Object.freeze({
  kind: 'twilio_signed_url',
  headers: [],
  read({ request, context }) {
    const url = Buffer.from(context.publicUrl + request.url);
    if (isForm(request)) return [url, Buffer.from(sortedFields(request.body))];
    if (request.body.length > 0) assertHash(request);
    return [url];
  },
} satisfies Part);

/** The method is not signed: of a GET the query is read, so no body may take part in its signature. */
function isForm({ method, headers }: InboundRequest): boolean {
  return (
    method !== 'GET' && (headers['content-type'] ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded')
  );
}

function sortedFields(body: Buffer): string {
  const fields = fieldsOf(body);
  return Object.keys(fields)
    .sort()
    .flatMap((name) => valuesOf(fields[name]).map((value) => name + value))
    .join('');
}

/** A value that came twice counts once. */
function valuesOf(value: string | readonly string[] = []): readonly string[] {
  return typeof value === 'string' ? [value] : [...new Set(value)].sort();
}

function fieldsOf(body: Buffer): FormFields {
  const fields = unverifiedForm(body);
  if (fields === undefined) throw new SignatureError('signature_malformed', 'the body is called a form, and is none');
  return fields;
}

function assertHash({ body, query }: InboundRequest): void {
  const [presented = '', ...others] = query.getAll('bodySHA256');
  const hash = createHash('sha256').update(body).digest('hex');
  if (others.length > 0 || !constantTimeEqual(Buffer.from(hash), Buffer.from(presented.toLowerCase())))
    throw new SignatureError(
      'signature_mismatch',
      'the bodySHA256 of the URL, which is signed, is not that of the body',
    );
}
