import { SecretSearch } from '../masking/secret-search.js';
import { credentialHeadersOf, searchOfSource } from '../masking/secrets-of-source.js';
import { keptHeaders, keptUrl } from './redact.js';
import type { InboundRequest } from '@kanca/core';
import type { ReceiverDefinition } from '../receiver-definition.js';
import type { SourceSettings } from '../pipeline/source-settings.js';

/** What of a request may be shown to those who may read. */
export interface ShownRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The very same buffer when nothing had to be taken out of it. */
  readonly body: Buffer;
}

/**
 * A request without the secrets of its source: the one function that decides what may be shown, for rejections and for test calls. It takes
 * out the places that the receiver knows to hold a credential, fields that are named like one, and every secret of the source, in any place and in every common spelling.
 * @param others further secrets, such as one that was just handed over
 */
export function shownRequest(
  receiver: ReceiverDefinition,
  settings: SourceSettings,
  request: InboundRequest,
  others: readonly string[] = [],
): ShownRequest {
  const { verify } = receiver;
  const { options } = settings;
  const [ofSource, ofOthers] = [searchOfSource(receiver, settings), new SecretSearch(others)];
  const mask = (text: string): string => ofOthers.textWithoutSecrets(ofSource.textWithoutSecrets(text));
  const credentials = credentialHeadersOf(receiver, settings);
  const headers = Object.entries(keptHeaders(request.headers, credentials));
  const known = verify.withoutCredentials?.(request.body, options) ?? request.body;
  return {
    method: request.method,
    url: mask(keptUrl(request.url, verify.credentialQueryOf?.(options) ?? [])),
    headers: Object.fromEntries(headers.map(([name, value]) => [name, mask(value)])),
    body: ofOthers.withoutSecrets(ofSource.withoutSecrets(known)),
  };
}
