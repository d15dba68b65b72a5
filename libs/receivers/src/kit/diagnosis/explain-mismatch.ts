import { SignatureError } from '../refusals/signature-error.js';
import { inflateNow, isEncoded } from '../parse/inflate.js';
import { bodyVariants } from './body-variants.js';
import type { InboundRequest } from '@kanca/core';
import type { ReceiverDefinition } from '../receiver-definition.js';
import type { SchemeContext } from '../verify/scheme.js';

export interface MismatchView {
  readonly receiver: ReceiverDefinition;
  readonly request: InboundRequest;
  readonly secrets: readonly string[];
  readonly context: SchemeContext;
  /** Secrets of the provider's other sources, by the sources' URLs. */
  /** Asked before each step: an explanation that takes too long is given up. */
  readonly hasTime?: () => boolean;
  readonly otherSecrets: readonly { readonly uri: string; readonly secrets: readonly string[] }[];
}

/** Larger bodies are not tried in other forms: that would cost more than an answer is worth. */
const MAX_BODY_BYTES = 262_144;
const MAX_INFLATED_BYTES = 1_048_576;
const PROTOCOLS = ['https', 'http'] as const;

const EXPLAINABLE: ReadonlySet<string> = new Set(['signature_mismatch', 'signature_malformed']);

/** Whether another secret, body, encoding or URL could explain a refusal. */
export function isExplainable(error: unknown): boolean {
  return error instanceof SignatureError && EXPLAINABLE.has(error.reason);
}

/**
 * What would make a refused request genuine, in one sentence for the operator; null when nothing that is known would. It only looks: a
 * request is never let in because of it. Costs some verifications, so it is asked for requests that are kept and not for a flood.
 */
export function explainMismatch(view: MismatchView): string | null {
  const { receiver, secrets, context, hasTime = () => true } = view;
  // A live request makes its query when it is asked for, which its copies would not.
  const request = { ...view.request, query: view.request.query };
  if (request.body.length > MAX_BODY_BYTES) return null;
  const fits = (change: { request?: InboundRequest; secrets?: readonly string[]; publicUrl?: string }): boolean =>
    hasTime() &&
    isGenuine(receiver, change.request ?? request, change.secrets ?? secrets, {
      ...context,
      publicUrl: change.publicUrl ?? context.publicUrl,
    });

  const other = view.otherSecrets.find((source) => fits({ secrets: source.secrets }));
  if (other !== undefined)
    return `The signature fits the secret of ${other.uri}: does the provider call the URL of another source?`;

  for (const variant of receiver.verify.otherWritings?.(request) ?? [])
    if (fits({ request: variant.request })) return `The signature fits if ${variant.change}.`;

  const encoding = request.headers['content-encoding'];
  const inflated = isEncoded(encoding) ? inflateNow(request.body, encoding, MAX_INFLATED_BYTES) : null;
  if (inflated !== null && fits({ request: { ...request, body: inflated } }))
    return `The signature fits the inflated body: the sender signs before it compresses. ${remedyOf(receiver)}`;

  const host = request.headers['x-forwarded-host'] ?? request.headers['host'];
  if (host !== undefined)
    for (const protocol of PROTOCOLS) {
      const publicUrl = `${protocol}://${host}`;
      if (publicUrl !== context.publicUrl && fits({ publicUrl }))
        return `The signature fits if the hub's public URL is ${publicUrl}: it is set to ${context.publicUrl} (KANCA_PUBLIC_URL).`;
    }

  if (!hasTime()) return null;
  for (const { body, change } of bodyVariants(request.body))
    if (fits({ request: { ...request, body } })) return `The signature fits if ${change}.`;
  return null;
}

function remedyOf({ inflates, title }: ReceiverDefinition): string {
  return inflates === undefined
    ? `${title} is not known to compress: does a proxy on the way? A source of the generic receiver can be told (compressed: signed-inflated).`
    : 'Set the option compressed of this source to signed-inflated.';
}

function isGenuine(
  receiver: ReceiverDefinition,
  request: InboundRequest,
  secrets: readonly string[],
  context: SchemeContext,
): boolean {
  try {
    const verifying = receiver.verify.verify(request, secrets, context);
    // What has to be fetched is not asked for again and again.
    verifying?.catch(() => undefined);
    return verifying === undefined;
  } catch (error) {
    if (error instanceof SignatureError) return error.reason === 'timestamp_stale';
    throw error;
  }
}
