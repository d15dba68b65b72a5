import { isUtf8 } from 'node:buffer';
import { inboundRequest } from '../pipeline/inbound-request.js';
import type { InboundRequest } from '@kanca/core';
import type { SecretVault } from '@kanca/database';
import type { Rejection } from './rejection.js';

/** More than any signed request has; a request with more is shown, and not let in later. */
const MAX_SEALED_CHARACTERS = 65_536;

type Owner = Pick<Rejection, 'tenant' | 'id'>;

interface Whole {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly doubled: readonly string[];
  /** In base64, where the body that is shown is not the one that came. */
  readonly body?: string;
  /** The same of a body that is text, which takes less room so. */
  readonly text?: string;
}

/**
 * Closes URL and headers of a refused request as they came; null when they are too large to keep.
 * @param body closed as well, where it is not shown as it came; null where it is shown so, or is not kept whole
 */
export function sealRequest(
  vault: SecretVault,
  owner: Owner,
  { url, headers, doubledHeaders }: InboundRequest,
  body: Buffer | null,
): string | null {
  const head: Whole = { url, headers, doubled: [...doubledHeaders] };
  if (JSON.stringify(head).length > MAX_SEALED_CHARACTERS) return null;
  return vault.seal(JSON.stringify({ ...head, ...writtenBody(body) }), contextOf(owner));
}

function writtenBody(body: Buffer | null): Pick<Whole, 'body' | 'text'> {
  if (body === null) return {};
  return isUtf8(body) ? { text: body.toString('utf8') } : { body: body.toString('base64') };
}

/** The request as it came; null when it was not kept whole, or when the key it was closed with is gone. */
export function openRequest(vault: SecretVault, rejection: Rejection): InboundRequest | null {
  if (rejection.sealedRequest === null) return null;
  let whole: Whole;
  try {
    whole = JSON.parse(vault.open(rejection.sealedRequest, contextOf(rejection))) as Whole;
  } catch {
    return null;
  }
  const body = bodyOf(whole, rejection);
  if (body === null) return null;
  const { url, headers, doubled } = whole;
  const request = inboundRequest({ method: rejection.method, url, headers, body });
  return { ...request, doubledHeaders: new Set(doubled) };
}

function bodyOf(whole: Whole, { body, bodyBytes }: Rejection): Buffer | null {
  if (whole.text !== undefined) return Buffer.from(whole.text);
  if (whole.body !== undefined) return Buffer.from(whole.body, 'base64');
  return body.length < bodyBytes ? null : body;
}

function contextOf({ tenant, id }: Owner): string {
  return `rejection/${tenant}/${id}`;
}
