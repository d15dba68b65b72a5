import { inboundRequest } from '../pipeline/inbound-request.js';
import type { InboundRequest } from '@kanca/core';
import type { SecretVault } from '@kanca/database';
import type { Rejection } from './rejection.js';

/** More than any signed request has; a request with more is shown, and not let in later. */
const MAX_SEALED_CHARACTERS = 65_536;

type Owner = Pick<Rejection, 'tenant' | 'id'>;

interface WholeHead {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly doubled: readonly string[];
  /** In base64, where the body that is kept is not the one that came. */
  readonly body?: string;
}

/**
 * Closes URL and headers of a refused request as they came; null when they are too large to keep.
 * @param isMasked whether the body as well: it held a credential, and is kept without it
 */
export function sealRequest(
  vault: SecretVault,
  owner: Owner,
  request: InboundRequest,
  isMasked: boolean,
): string | null {
  const { url, headers, body } = request;
  const doubled = [...request.doubledHeaders];
  if (isMasked && body.length > MAX_SEALED_CHARACTERS) return null;
  const head: WholeHead = { url, headers, doubled, ...(isMasked ? { body: body.toString('base64') } : {}) };
  const text = JSON.stringify(head);
  return text.length > MAX_SEALED_CHARACTERS ? null : vault.seal(text, contextOf(owner));
}

/** The request as it came; null when it was not kept whole, or when the key it was closed with is gone. */
export function openRequest(vault: SecretVault, rejection: Rejection): InboundRequest | null {
  if (rejection.sealedRequest === null || rejection.body.length < rejection.bodyBytes) return null;
  let head: WholeHead;
  try {
    head = JSON.parse(vault.open(rejection.sealedRequest, contextOf(rejection))) as WholeHead;
  } catch {
    return null;
  }
  const { url, headers, doubled } = head;
  const body = head.body === undefined ? rejection.body : Buffer.from(head.body, 'base64');
  const request = inboundRequest({ method: rejection.method, url, headers, body });
  return { ...request, doubledHeaders: new Set(doubled) };
}

function contextOf({ tenant, id }: Owner): string {
  return `rejection/${tenant}/${id}`;
}
